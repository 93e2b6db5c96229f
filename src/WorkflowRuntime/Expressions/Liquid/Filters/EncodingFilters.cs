using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Filters that encode, decode and digest.</summary>
internal static class EncodingFilters
{
    public static void AddTo(Dictionary<string, LiquidFilter> filters)
    {
        filters["raw"] = (x, _) => new RawText(LiquidValues.ToText(x));
        // Escaped text is not escaped again when it is written.
        filters["escape"] = filters["h"] = (x, _) => new RawText(WebUtility.HtmlEncode(LiquidValues.ToText(x)));
        filters["escape_once"] = (x, _) => new RawText(WebUtility.HtmlEncode(WebUtility.HtmlDecode(LiquidValues.ToText(x))));
        filters["url_encode"] = (x, _) => WebUtility.UrlEncode(LiquidValues.ToText(x));
        filters["url_decode"] = (x, _) => WebUtility.UrlDecode(LiquidValues.ToText(x));
        filters["base64"] = filters["base64_encode"] = (x, _) => x is byte[] bytes ? Convert.ToBase64String(bytes) : Convert.ToBase64String(Encoding.UTF8.GetBytes(LiquidValues.ToText(x)));
        filters["base64_decode"] = (x, _) => FromBase64(LiquidValues.ToText(x));
        filters["base64_url_safe_encode"] = (x, _) =>
            Convert.ToBase64String(Encoding.UTF8.GetBytes(LiquidValues.ToText(x))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        filters["base64_url_safe_decode"] = (x, _) => FromBase64(LiquidValues.ToText(x).Replace('-', '+').Replace('_', '/'));
        filters["sha1"] = (x, _) => Hex(SHA1.HashData(Utf8(x)));
        filters["sha256"] = (x, _) => Hex(SHA256.HashData(Utf8(x)));
        filters["md5"] = (x, _) => Hex(MD5.HashData(Utf8(x)));
    }

    private static byte[] Utf8(object? value) => Encoding.UTF8.GetBytes(LiquidValues.ToText(value));

    private static string Hex(byte[] digest) => Convert.ToHexString(digest).ToLower(CultureInfo.InvariantCulture);

    private static string FromBase64(string text)
    {
        var buffer = new byte[text.Length + 3];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw new LiquidException("A text is no Base64.");
    }
}
