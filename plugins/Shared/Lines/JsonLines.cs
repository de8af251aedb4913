using System.Text;
using System.Text.Json;
using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Lines;

/// <summary>Reads output whose every line is a JSON object, in bounded memory, whatever a program writes.</summary>
/// <remarks>What cannot be read is told of once in a while, with a count, so that a program that floods its output with garbage does not flood the journal.</remarks>
/// <param name="position">The position that reading begins at.</param>
internal sealed class JsonLines(long position)
{
    /// <summary>The longest line that is kept whole, in bytes. Tools print whole files as one line.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    private const int Quoted = 200;
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 64 };
    private readonly LineFramer _lines = new(position, LongestLine);
    private int _unread;
    private int _nextTold = 1;

    /// <summary>Gets the position behind what was read.</summary>
    public long Position => _lines.Position;

    /// <summary>Takes in output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="unreadable">Takes what is to be told of parts that cannot be read.</param>
    /// <returns>The objects that it ends.</returns>
    public IEnumerable<JsonLine> Push(RunOutput output, Action<OutputUnreadable> unreadable)
    {
        if (output.Cursor > _lines.Position)
        {
            unreadable(new OutputUnreadable { Cursor = output.Cursor, Problem = $"{output.Cursor - _lines.Position} bytes of output were dropped before they were read; signals in them are lost." });
        }

        foreach (var line in _lines.Push(output.Cursor, output.Data))
        {
            if (Read(line, unreadable) is { } read)
            {
                yield return read;
            }
        }
    }

    /// <summary>Gives the last object, where the output does not end with an end of line.</summary>
    public JsonLine? End(Action<OutputUnreadable> unreadable) => _lines.End() is { } last ? Read(last, unreadable) : null;

    private JsonLine? Read(OutputLine line, Action<OutputUnreadable> unreadable)
    {
        if (line.Data.Span.Trim(" \t\r"u8).IsEmpty && !line.IsCut)
        {
            return null;
        }

        var problem = line.IsCut ? "A line is too long, or a part of it was lost" : "A line is no JSON object";
        try
        {
            if (!line.IsCut)
            {
                using var document = JsonDocument.Parse(line.Data, s_options);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    return new JsonLine(line.End, document.RootElement.Clone());
                }
            }
        }
        catch (JsonException)
        {
            // Told below, with what the line begins with.
        }

        Tell(line, problem, unreadable);
        return null;
    }

    /// <summary>Tells of the first, tenth, hundredth … line that cannot be read.</summary>
    private void Tell(OutputLine line, string problem, Action<OutputUnreadable> unreadable)
    {
        if (++_unread < _nextTold)
        {
            return;
        }

        _nextTold *= 10;
        var begin = Printable.Quote(Encoding.UTF8.GetString(line.Data.Span[..Math.Min(line.Data.Length, Quoted)]));
        unreadable(new OutputUnreadable { Cursor = line.End, Problem = $"{problem}{(_unread > 1 ? $" ({_unread} such lines so far)" : "")}: {begin}" });
    }
}
