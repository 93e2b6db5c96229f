using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PetitionWorkflow.Persistence;

/// <summary>Instants are UTC in the model and in the database; an unspecified kind is a bug and is refused on the way in.</summary>
public sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => ToStore(value),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime ToStore(DateTime value) => value.Kind == DateTimeKind.Utc
        ? value
        : throw new InvalidOperationException($"An instant must be UTC, got {value:O} ({value.Kind}).");
}

/// <summary>Version-7 ids as 16 big-endian bytes: SQLite then keeps them in the order of creation, in half the space of text.</summary>
public sealed class GuidBytesConverter() : ValueConverter<Guid, byte[]>(
    value => value.ToByteArray(true),
    value => new Guid(value, true));
