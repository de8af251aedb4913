using System.Text;
using System.Text.Json;

namespace Ao.Journal;

/// <summary>Reads facts from JSON lines and checks that together they are a journal.</summary>
internal sealed class FactLines(TextReader reader)
{
    private readonly Dictionary<string, StreamHead> _streams = new(StringComparer.Ordinal);
    private long _line;
    private long _position;

    /// <summary>Reads the facts.</summary>
    /// <exception cref="JournalException">A line is not as it must be; the message names it.</exception>
    public IEnumerable<Fact> Read()
    {
        while (NextLine() is { } line)
        {
            var fact = Parse(line);
            Check(fact);
            yield return fact;
        }
    }

    private string? NextLine()
    {
        _line++;
        try
        {
            return reader.ReadLine();
        }
        catch (Exception exception) when (exception is IOException or DecoderFallbackException)
        {
            throw Wrong(exception.Message, exception);
        }
    }

    private Fact Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return new Fact
            {
                Position = root.GetProperty("position").GetInt64(),
                Stream = root.GetProperty("stream").GetString()!,
                Version = root.GetProperty("version").GetInt64(),
                Epoch = root.GetProperty("epoch").GetInt64(),
                Type = root.GetProperty("type").GetString()!,
                Schema = root.GetProperty("schema").GetInt32(),
                At = FactTime.Truncate(root.GetProperty("at").GetDateTimeOffset()),
                Data = Encoding.UTF8.GetBytes(root.GetProperty("data").GetRawText()),
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Wrong(exception.Message, exception);
        }
    }

    private void Check(Fact fact)
    {
        AppendRules.Name(fact.Stream, "stream");
        AppendRules.Fact(fact.Type, fact.Schema, fact.Data);
        var head = _streams.GetValueOrDefault(fact.Stream);
        if (fact.Position <= _position)
        {
            throw Wrong($"position {fact.Position} comes behind {_position}.");
        }

        if (fact.Version <= head.Version)
        {
            throw Wrong($"version {fact.Version} of the stream '{fact.Stream}' comes behind {head.Version}.");
        }

        if (fact.Epoch < Math.Max(head.Epoch, 1))
        {
            throw Wrong($"epoch {fact.Epoch} of the stream '{fact.Stream}' comes behind {head.Epoch}.");
        }

        _position = fact.Position;
        _streams[fact.Stream] = new StreamHead(fact.Version, fact.Epoch, fact.Position);
    }

    private JournalException Wrong(string reason, Exception? cause = null) =>
        new($"Line {_line} cannot be imported: {reason} Nothing was imported; take the file as it was exported.", cause);
}
