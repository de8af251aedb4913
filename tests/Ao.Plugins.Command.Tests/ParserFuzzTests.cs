using System.Text;
using Ao.Agents;
using Ao.TestSupport;

namespace Ao.Plugins.Command.Tests;

public class ParserFuzzTests
{
    private static readonly string[] s_lines =
    [
        "{\"ao\":\"activity\",\"state\":\"active\",\"detail\":\"x\",\"at\":\"2026-03-01T10:00:00Z\"}",
        "{\"ao\":\"question\",\"text\":\"why?\"}",
        "{\"ao\":\"usage\",\"input\":5210,\"output\":340,\"cached\":4000,\"reasoning\":1}",
        "{\"ao\":\"report\",\"type\":\"bug_report\",\"title\":\"t\",\"severity\":\"high\",\"evidence\":[\"a\",\"b\"],\"confidence\":0.5}",
        "{\"ao\":\"done\",\"summary\":\"s\",\"revision\":null}",
        "{\"ao\":\"ack\",\"id\":\"m1\"}",
        "{\"ao\":\"conversation\",\"id\":\"c\"}",
        "plain output\n",
    ];

    [Fact]
    public void Read_Fuzz_GivesASignalOrNothing() => Fuzz.Run(s_lines, 20_000, static input => ProtocolReader.Read(new OutputLine(input.Length, input, false)), static signal =>
    {
        if (signal is OutputUnreadable unreadable)
        {
            Assert.Equal(Printable.Clean(unreadable.Problem), unreadable.Problem);
            Assert.InRange(unreadable.Problem.Length, 1, 1000);
        }
    });

    [Fact]
    public void Push_Fuzz_GivesTheSameLinesHoweverItIsCut() => Fuzz.Run([string.Join('\n', s_lines), "\n\n", "a\r\nb"], 2000, static input => (Whole: Read(input, input.Length), Pieces: Read(input, 7)), static read =>
    {
        Assert.True(read.Whole.SequenceEqual(read.Pieces));
        Assert.DoesNotContain(read.Pieces, static line => line.Text.Length > ProtocolReader.LongestLine);
    });

    private static List<(long End, string Text, bool IsCut)> Read(byte[] input, int chunk)
    {
        var framer = new LineFramer(0, ProtocolReader.LongestLine);
        var lines = new List<OutputLine>();
        for (var offset = 0; offset < input.Length; offset += chunk)
        {
            lines.AddRange(framer.Push(offset, input.AsMemory(offset, Math.Min(chunk, input.Length - offset))));
        }

        if (framer.End() is { } last)
        {
            lines.Add(last);
        }

        return [.. lines.Select(static line => (line.End, Encoding.Latin1.GetString(line.Data.Span), line.IsCut))];
    }
}
