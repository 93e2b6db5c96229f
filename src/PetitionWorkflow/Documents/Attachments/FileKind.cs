using System.Collections.Frozen;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>A kind of file that the office takes.</summary>
/// <param name="ContentType">What it is served as.</param>
/// <param name="Endings">The name endings that tell the truth about it.</param>
public sealed record FileKind(string ContentType, params string[] Endings)
{
    public static readonly FileKind Pdf = new("application/pdf", ".pdf");
    public static readonly FileKind Png = new("image/png", ".png");
    public static readonly FileKind Jpeg = new("image/jpeg", ".jpg", ".jpeg", ".jfif");
    public static readonly FileKind Gif = new("image/gif", ".gif");
    public static readonly FileKind Bmp = new("image/bmp", ".bmp");
    public static readonly FileKind Tiff = new("image/tiff", ".tif", ".tiff");
    public static readonly FileKind Webp = new("image/webp", ".webp");
    public static readonly FileKind Heic = new("image/heic", ".heic", ".heif");
    public static readonly FileKind Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
    public static readonly FileKind Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
    public static readonly FileKind Pptx = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx");
    public static readonly FileKind Odt = new("application/vnd.oasis.opendocument.text", ".odt");
    public static readonly FileKind Ods = new("application/vnd.oasis.opendocument.spreadsheet", ".ods");
    public static readonly FileKind Odp = new("application/vnd.oasis.opendocument.presentation", ".odp");

    /// <summary>版式文檔: China's fixed-layout office format.</summary>
    public static readonly FileKind Ofd = new("application/ofd", ".ofd");
    public static readonly FileKind Doc = new("application/msword", ".doc", ".wps");
    public static readonly FileKind Xls = new("application/vnd.ms-excel", ".xls", ".et");
    public static readonly FileKind Ppt = new("application/vnd.ms-powerpoint", ".ppt", ".dps");
    public static readonly FileKind Text = new("text/plain", ".txt");
    public static readonly FileKind Mp3 = new("audio/mpeg", ".mp3");
    public static readonly FileKind Wav = new("audio/wav", ".wav");
    public static readonly FileKind Amr = new("audio/amr", ".amr");
    public static readonly FileKind M4a = new("audio/mp4", ".m4a");
    public static readonly FileKind Aac = new("audio/aac", ".aac");
    public static readonly FileKind Ogg = new("audio/ogg", ".ogg", ".oga");
    public static readonly FileKind Mp4 = new("video/mp4", ".mp4", ".m4v", ".m4a");
    public static readonly FileKind Mov = new("video/quicktime", ".mov");
    public static readonly FileKind ThreeGp = new("video/3gpp", ".3gp");
    public static readonly FileKind Avi = new("video/x-msvideo", ".avi");
    public static readonly FileKind Webm = new("video/webm", ".webm", ".mkv");

    public static readonly IReadOnlyList<FileKind> All =
    [
        Pdf, Png, Jpeg, Gif, Bmp, Tiff, Webp, Heic, Docx, Xlsx, Pptx, Odt, Ods, Odp, Ofd, Doc, Xls, Ppt, Text,
        Mp3, Wav, Amr, M4a, Aac, Ogg, Mp4, Mov, ThreeGp, Avi, Webm,
    ];

    /// <summary>Every ending the office takes, for the file chooser of a form.</summary>
    public static readonly FrozenSet<string> AllEndings = All.SelectMany(kind => kind.Endings).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool Fits(string fileName) => Endings.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);
}
