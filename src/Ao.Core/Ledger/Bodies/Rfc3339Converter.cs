using System.Text.Json;
using System.Text.Json.Serialization;
using Ao.Ledger.Protocol;

namespace Ao.Ledger.Bodies;

/// <summary>Reads the times in bodies as those of records are read: a time without its offset is none.</summary>
internal sealed class Rfc3339Converter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Rfc3339.Parse(reader.GetString()!) ?? throw new JsonException("It is no time by RFC 3339.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value);
    }
}
