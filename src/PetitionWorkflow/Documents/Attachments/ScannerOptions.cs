using System.ComponentModel.DataAnnotations;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>Section <c>Scanner</c>: a clamd that looks at every file before it is kept. Without a host or a socket nothing is asked.</summary>
public sealed class ScannerOptions
{
    /// <summary>Where clamd listens by TCP.</summary>
    public string? Host { get; set; }

    /// <summary>Default 3310.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 3310;

    /// <summary>The path of its local socket; wins over the host.</summary>
    public string? Socket { get; set; }

    /// <summary>How long one file may take, in seconds. Default 60.</summary>
    [Range(1, 3600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Takes files unseen while the scanner is away. Default false: they are refused until it is back.</summary>
    public bool AcceptWhenAway { get; set; }

    public bool IsOn => !string.IsNullOrEmpty(Host) || !string.IsNullOrEmpty(Socket);
}
