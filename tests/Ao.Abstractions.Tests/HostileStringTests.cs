using System.Text.Json;
using System.Text.RegularExpressions;
using Ao.Commands;
using Ao.Runtimes;
using Ao.TestSupport;

namespace Ao.Tests;

public sealed class HostileStringTests
{
    [Fact]
    public void All_Corpus_IsLargeAndDistinct() => Assert.True(HostileStrings.All.Distinct(StringComparer.Ordinal).Count() >= 3_000);

    [Fact]
    public void SessionId_Corpus_TakesOnlyItsGrammar() => Check(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?-[1-9][0-9]{0,17}\z", SessionId.TryParse, text => SessionId.Parse(text));

    [Fact]
    public void ProjectId_Corpus_TakesOnlyItsGrammar() => Check(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\z", ProjectId.TryParse, text => ProjectId.Parse(text));

    [Fact]
    public void RunId_Corpus_TakesOnlyItsGrammar() => Check(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?-[1-9][0-9]{0,17}\.[1-9][0-9]{0,9}\z", RunId.TryParse, text => RunId.Parse(text));

    [Fact]
    public void OperationKey_Corpus_TakesOnlyItsGrammar() => Check(@"\A(?!.*\.\.)[a-z0-9][a-z0-9_.:/-]{0,199}\z", OperationKey.TryParse, text => OperationKey.Parse(text));

    [Fact]
    public void Prefix_Corpus_MakesAnIdOrAnError()
    {
        foreach (var text in HostileStrings.All)
        {
            if (SessionId.IsValidPrefix(text))
            {
                Assert.Equal(text, SessionId.Parse(new SessionId(text, 7).Value).Prefix);
            }
            else
            {
                AssertHarmless(Assert.Throws<ArgumentException>(() => new SessionId(text, 7)).Message);
            }
        }
    }

    [Fact]
    public void CommandLine_Corpus_KeepsEachArgumentOrRefusesNul()
    {
        foreach (var text in HostileStrings.All)
        {
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                AssertHarmless(Assert.Throws<ArgumentException>(() => new CommandLine("git", "log", text)).Message);
            }
            else
            {
                var command = new CommandLine("git", "log", text, text);
                Assert.Equal(["log", text, text], command.Arguments);
                Assert.DoesNotContain(command.ToString(), IsSteering);
            }
        }
    }

    [Fact]
    public void Printable_Corpus_IsHarmlessAndIdempotent()
    {
        foreach (var text in HostileStrings.All)
        {
            var clean = Printable.Clean(text);
            Assert.DoesNotContain(clean, IsSteering);
            Assert.Same(clean, Printable.Clean(clean));
            AssertHarmless(Printable.Quote(text));
            Assert.InRange(Printable.Quote(text).Length, 0, 90);
        }
    }

    [Fact]
    public void Json_Corpus_GivesAHarmlessError()
    {
        foreach (var text in HostileStrings.All.Where(text => !SessionId.TryParse(text, null, out _)))
        {
            AssertHarmless(Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SessionId>(JsonSerializer.Serialize(text))).Message);
        }
    }

    private static void Check<T>(string grammar, TryParse<T> tryParse, Func<string, T> parse)
    {
        var accepted = 0;
        foreach (var text in HostileStrings.All)
        {
            var expected = Regex.IsMatch(text, grammar);
            Assert.True(expected == tryParse(text, null, out var value), $"'{Printable.Quote(text)}' should {(expected ? "" : "not ")}be taken.");
            if (expected)
            {
                accepted++;
                Assert.Equal(text, value!.ToString());
                Assert.Equal(value, parse(text));
            }
            else
            {
                AssertHarmless(Assert.Throws<FormatException>(() => parse(text)).Message);
            }
        }

        Assert.NotEqual(0, accepted);
    }

    private static void AssertHarmless(string message) => Assert.DoesNotContain(message, character => IsSteering(character) || character is '\t' or '\n');

    private static bool IsSteering(char character) =>
        (char.IsControl(character) && character is not ('\t' or '\n')) || character is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private delegate bool TryParse<T>(string? text, IFormatProvider? provider, out T result);
}
