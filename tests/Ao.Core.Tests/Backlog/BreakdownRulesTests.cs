using System.Text.Json;
using Ao.Backlog;
using Ao.Configuration;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Backlog;

/// <summary>What a breakdown must be, one row for each mistake.</summary>
public sealed class BreakdownRulesTests
{
    private const string Good = """{"decision":"composite","parts":[{"key":"a","title":"First","body":"Do a."},{"key":"b","title":"Second","body":"Do b.","depends_on":["a"]}]}""";
    private static readonly BreakDownOptions s_options = new();

    public static TheoryData<string, string> Mistakes => new()
    {
        { "nonsense", "no valid JSON" },
        { "[]", "no JSON object" },
        { "{}", "decision: '(null)' is not known" },
        { """{"decision":"perhaps"}""", "decision: 'perhaps'" },
        { """{"decision":"atomic","parts":[{"key":"a","title":"A","body":"B"}]}""", "has no parts" },
        { """{"decision":"composite"}""", "0 parts can be used" },
        { """{"decision":"composite","parts":7}""", "parts: is no list" },
        { """{"decision":"composite","parts":["a","b"]}""", "Part 1 is no object" },
        { Good.Replace("\"key\":\"a\",", "", StringComparison.Ordinal), "Part 1 lacks key, title or body" },
        { Good.Replace("\"First\"", "7", StringComparison.Ordinal), "Part 1 lacks" },
        { Good.Replace("\"key\":\"b\"", "\"key\":\"a\"", StringComparison.Ordinal), "The key 'a' names 2 parts" },
        { Good.Replace("\"Second\"", "\" first \"", StringComparison.Ordinal), "2 parts have the title" },
        { Good.Replace("\"key\":\"b\"", "\"key\":\"B b\"", StringComparison.Ordinal), "the key cannot be used" },
        { Good.Replace("Second", new string('x', 201), StringComparison.Ordinal), "the title cannot be used" },
        { Good.Replace("Do b.", new string('x', 16 * 1024 + 1), StringComparison.Ordinal), "the body cannot be used" },
        { Good.Replace("[\"a\"]", "[\"c\"]", StringComparison.Ordinal), "depends on 'c', which is no part" },
        { Good.Replace("[\"a\"]", "[\"b\"]", StringComparison.Ordinal), "in a circle: b" },
        { Good.Replace("\"Do a.\"", "\"Do a.\",\"depends_on\":[\"b\"]", StringComparison.Ordinal), "in a circle: a, b" },
        { Good.Replace("[\"a\"]", "\"a\"", StringComparison.Ordinal), "depends_on is no list of keys" },
        { Good.Replace("\"First\"", "\"Make  the SHOP faster\"", StringComparison.Ordinal), "is the issue itself" },
        { Good.Replace("\"Do a.\"", "\"It is slow.\"", StringComparison.Ordinal), "is the issue itself" },
        { Good.Replace("{\"decision\"", "{\"merge\":true,\"decision\"", StringComparison.Ordinal), "'merge', which is not known" },
        { Good.Replace("\"title\":\"First\"", "\"title\":\"First\",\"labels\":[]", StringComparison.Ordinal), "'labels', which is not known" },
        { Many(8), "8 parts can be used. Give 2 to 7." },
        { Many(500), "500 parts" },
        { $$"""{"decision":"atomic","reason":"{{new string('x', BreakdownReader.MaxLength)}}"}""", "characters" },
    };

    [Theory]
    [InlineData(Good)]
    [InlineData("""{"decision":"atomic","reason":"It is small."}""")]
    [InlineData("""{"decision":"atomic","parts":[]}""")]
    public void Check_WhatCanBeUsed_IsTaken(string json)
    {
        var (breakdown, problems) = Check(json);

        Assert.Empty(problems);
        Assert.NotNull(breakdown);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Check_AMistake_IsNamed(string json, string problem)
    {
        var (breakdown, problems) = Check(json);

        Assert.Null(breakdown);
        Assert.Contains(problems, found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_ManyMistakes_AreAllNamedAtOnce()
    {
        var (_, problems) = BreakdownRules.Check("""{"decision":"composite","extra":1,"parts":[{"key":"A","title":"","body":"x","depends_on":["nobody"]}]}""", "T", "B", depth: 2, s_options);

        Assert.Equal(6, problems.Count);
    }

    [Fact]
    public void Check_IssueThatLiesTooDeep_IsToldToBeAtomic()
    {
        var (_, problems) = BreakdownRules.Check(Good, "T", "B", depth: 2, s_options);

        Assert.Contains("Decide atomic", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Property]
    public bool Check_AnyDependencies_TakesExactlyWhatCanBeOrdered((byte From, byte To)[] edges)
    {
        var parts = Enumerable.Range(0, 7).Select(index => new
        {
            key = $"k{index}",
            title = $"Part {index}",
            body = $"Do {index}.",
            depends_on = edges.Where(edge => edge.From % 7 == index).Select(static edge => $"k{edge.To % 7}").ToArray(),
        });

        var (breakdown, problems) = Check(JsonSerializer.Serialize(new { decision = "composite", parts }));

        if (breakdown is null)
        {
            return problems.Count > 0;
        }

        var order = BreakdownRules.Order(breakdown.Parts, out _).ToList();
        return order.Count == 7 && breakdown.Parts.All(part => part.DependsOn.All(key => order.IndexOf(key) < order.IndexOf(part.Key)));
    }

    [Property]
    public bool Check_AnyText_NeverThrows(string? text) => Check(text ?? "") is { Problems.Count: > 0, Breakdown: null } or { Breakdown: not null };

    private static (Breakdown? Breakdown, IReadOnlyList<string> Problems) Check(string json) => BreakdownRules.Check(json, "Make the shop faster", "It is slow.", depth: 0, s_options);

    private static string Many(int count) =>
        $$"""{"decision":"composite","parts":[{{string.Join(',', Enumerable.Range(0, count).Select(static index => $$"""{"key":"k{{index}}","title":"T{{index}}","body":"B{{index}}"}"""))}}]}""";
}
