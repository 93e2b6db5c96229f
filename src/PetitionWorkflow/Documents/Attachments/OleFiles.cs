using System.Text;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>
/// Compound files (Office before 2007, WPS). Their directory names the main stream; an installer or a mail message is a compound
/// file too, and is not taken.
/// </summary>
internal static class OleFiles
{
    private static readonly (byte[] Name, FileKind Kind)[] Streams =
    [
        (Encoding.Unicode.GetBytes("WordDocument\0"), FileKind.Doc),
        (Encoding.Unicode.GetBytes("Workbook\0"), FileKind.Xls),
        (Encoding.Unicode.GetBytes("Book\0"), FileKind.Xls),
        (Encoding.Unicode.GetBytes("PowerPoint Document\0"), FileKind.Ppt),
    ];

    public static FileKind? Find(Stream file)
    {
        file.Position = 0;
        const int overlap = 64;
        var buffer = new byte[(64 * 1024) + overlap];
        var kept = 0;
        int read;
        while ((read = file.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false)) > 0)
        {
            var window = buffer.AsSpan(0, kept + read);
            foreach (var (name, kind) in Streams)
            {
                if (window.IndexOf(name) >= 0)
                {
                    return kind;
                }
            }

            kept = Math.Min(overlap, window.Length);
            window[^kept..].CopyTo(buffer);
        }

        return null;
    }
}
