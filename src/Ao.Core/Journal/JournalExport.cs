using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ao.Journal;

/// <summary>Writes a journal as JSON lines, one fact a line, and fills an empty journal from them.</summary>
/// <remarks>A line holds <c>position</c>, <c>stream</c>, <c>version</c>, <c>epoch</c>, <c>type</c>, <c>schema</c>, <c>at</c> and <c>data</c>. Lines are in the order of positions.</remarks>
public static class JournalExport
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the facts up to a position, for example to see what the state was then.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="upTo">The last position.</param>
    /// <param name="cancellationToken">The token that ends reading.</param>
    /// <returns>The facts in the order of their positions.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="journal"/> is <see langword="null"/>.</exception>
    public static IAsyncEnumerable<Fact> ReadUpToAsync(this IJournal journal, long upTo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return journal.ReadAsync(0, cancellationToken).TakeWhile(fact => fact.Position <= upTo);
    }

    /// <summary>Writes the facts as JSON lines in UTF-8.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="target">Where to write; it stays open.</param>
    /// <param name="upTo">The last position to write; <see langword="null"/> for all that are there.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>How many facts were written.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static async Task<long> ExportAsync(this IJournal journal, Stream target, long? upTo = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var line = new MemoryStream();
        using var writer = new Utf8JsonWriter(line, s_options);
        var count = 0L;
        await foreach (var fact in journal.ReadUpToAsync(upTo ?? long.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            line.SetLength(0);
            writer.Reset();
            Write(writer, fact);
            line.WriteByte((byte)'\n');
            await target.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), cancellationToken).ConfigureAwait(false);
            count++;
        }

        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>Fills an empty journal from JSON lines, all of them or none. Positions, versions, epochs and times are kept; the host takes an epoch above all of them.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="source">What <see cref="ExportAsync"/> wrote. It is read synchronously by the journal's own thread and stays open.</param>
    /// <param name="cancellationToken">The token that cancels waiting for the import to begin.</param>
    /// <returns>How many facts were imported.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="JournalException">The journal is not empty, or a line is not as it must be; nothing was imported.</exception>
    public static async Task<long> ImportAsync(this IJournal journal, Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(source);
        if (journal is not SqliteJournal target)
        {
            throw new JournalException($"A journal of the type '{journal.GetType().Name}' cannot be imported into.");
        }

        using var reader = new StreamReader(source, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        return await target.ImportAsync(new FactLines(reader).Read(), cancellationToken).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, Fact fact)
    {
        writer.WriteStartObject();
        writer.WriteNumber("position", fact.Position);
        writer.WriteString("stream", fact.Stream);
        writer.WriteNumber("version", fact.Version);
        writer.WriteNumber("epoch", fact.Epoch);
        writer.WriteString("type", fact.Type);
        writer.WriteNumber("schema", fact.Schema);
        writer.WriteString("at", fact.At);
        writer.WritePropertyName("data");
        WriteData(writer, fact.Data);
        writer.WriteEndObject();
        writer.Flush();
    }

    private static void WriteData(Utf8JsonWriter writer, ReadOnlyMemory<byte> data)
    {
        if (data.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            writer.WriteRawValue(data.Span, skipInputValidation: true);
            return;
        }

        // Breaks between tokens would break the line; inside strings JSON has none.
        using var document = JsonDocument.Parse(data);
        document.RootElement.WriteTo(writer);
    }
}
