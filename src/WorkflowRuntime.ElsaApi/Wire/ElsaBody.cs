using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkflowRuntime.ElsaApi.Wire;

/// <summary>Reads request bodies, whatever JSON settings the host has. What is too large or not JSON is a refusal.</summary>
internal static class ElsaBody
{
    /// <summary>The largest body that a route takes: a definition with a thousand steps has less than one megabyte.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>What a connection may send all the same, so that its sender lives to read the refusal.</summary>
    public const int MaxHeard = 10 * MaxBytes;

    /// <summary>An empty body reads as an empty object.</summary>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : new()
    {
        var data = await ReadBytesAsync(request.Body, cancellationToken);
        if (data.Length == 0)
            return new T();
        try
        {
            return JsonSerializer.Deserialize<T>(data, ElsaJson.Options) ?? new T();
        }
        catch (JsonException e)
        {
            throw NotReadable(e);
        }
    }

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var data = await ReadBytesAsync(request.Body, cancellationToken);
        try
        {
            return (data.Length == 0 ? new JsonObject() : JsonNode.Parse(data, documentOptions: ElsaJson.Reading) as JsonObject)
                ?? throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.NoObject());
        }
        catch (JsonException e)
        {
            throw NotReadable(e);
        }
    }

    public static async Task<byte[]> ReadBytesAsync(Stream stream, CancellationToken cancellationToken, int limit = MaxBytes)
    {
        using var copy = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (copy.Length + read > limit)
                    await RefuseAsync(stream, buffer, limit, cancellationToken);
                copy.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return copy.ToArray();
    }

    private static async Task RefuseAsync(Stream stream, byte[] buffer, int limit, CancellationToken cancellationToken)
    {
        // Only the network gets to the end of it; what an archive unpacks to is left where it is.
        for (long heard = limit; heard < MaxHeard && stream is not System.IO.Compression.DeflateStream; heard += buffer.Length)
        {
            if (await stream.ReadAsync(buffer, cancellationToken) == 0)
                break;
        }

        throw new ElsaRefusedException(StatusCodes.Status413PayloadTooLarge, ElsaTexts.TooLarge(limit / 1024 / 1024));
    }

    private static ElsaRefusedException NotReadable(JsonException e) => new(StatusCodes.Status400BadRequest, "The body is not the JSON that is expected here: " + e.Message);
}
