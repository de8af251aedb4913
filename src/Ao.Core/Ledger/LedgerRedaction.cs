using System.Text.Json;
using Ao.Ledger.Protocol;

namespace Ao.Ledger;

/// <summary>Takes out of records what must not be published, before they are signed.</summary>
internal sealed class LedgerRedaction(RecordRedactor redactor)
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = LedgerFormat.MaxDepth - 2, AllowDuplicateProperties = false };

    /// <summary>Gives a record's content in its shortest form, without secrets and paths of this machine, whichever of its texts they are in.</summary>
    /// <exception cref="AoException">It is no JSON object.</exception>
    public ReadOnlyMemory<byte> Clean(string kind, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, s_options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                using var clean = new MemoryStream(body.Length);
                using (var writer = new Utf8JsonWriter(clean))
                {
                    Write(writer, document.RootElement);
                }

                return clean.ToArray();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new AoException($"A record of the kind '{Printable.Quote(kind)}' was not made: its content is no JSON. {Printable.Quote(exception.Message)}", exception);
        }

        throw new AoException($"A record of the kind '{Printable.Quote(kind)}' was not made: its content is no JSON object.");
    }

    private void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(redactor.Redact(property.Name).Text);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(redactor.Redact(element.GetString()!).Text);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
