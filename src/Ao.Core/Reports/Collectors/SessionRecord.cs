using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ao.Journal;
using Ao.Sessions;

namespace Ao.Reports;

/// <summary>Writes down what the journal holds of a session: its facts, and the states that it went through.</summary>
internal sealed class SessionRecord(IJournal journal, FactCatalog catalog)
{
    // Lines for people and tools, in a file; never a part of a page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Gives the facts, one JSON object a line.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> EventsAsync(SessionId session, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var fact in FactsOf(session, cancellationToken).ConfigureAwait(false))
        {
            var line = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(line, s_options))
            {
                writer.WriteStartObject();
                writer.WriteNumber("version"u8, fact.Version);
                writer.WriteString("at"u8, fact.At);
                writer.WriteString("type"u8, fact.Type);
                writer.WritePropertyName("data"u8);
                writer.WriteRawValue(fact.Data.Span, skipInputValidation: true);
                writer.WriteEndObject();
            }

            line.Write("\n"u8);
            yield return line.WrittenMemory;
        }
    }

    /// <summary>Gives the changes of the session's status, one a line: when, from what to what, and by which fact.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> TransitionsAsync(SessionId session, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SessionState? state = null;
        await foreach (var fact in FactsOf(session, cancellationToken).ConfigureAwait(false))
        {
            var next = catalog.Decode(fact) is { } body ? SessionFold.Apply(state, fact, body) : state;
            if (next is not null && next.Status != state?.Status)
            {
                var reason = next.End?.Reason ?? next.Hindrance ?? next.Detail;
                var why = string.IsNullOrEmpty(reason) ? "" : $": {Printable.Quote(reason)}";
                yield return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{fact.At:O} {state?.Status.ToString() ?? "-"} -> {next.Status} ({fact.Type}, {fact.Version}){why}\n"));
            }

            state = next;
        }
    }

    private IAsyncEnumerable<Fact> FactsOf(SessionId session, CancellationToken cancellationToken) => journal.ReadStreamAsync($"{SessionFactKinds.StreamPrefix}{session}", 0, cancellationToken);
}
