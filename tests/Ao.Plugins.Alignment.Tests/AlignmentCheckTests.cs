using Ao.Alignment;
using Ao.TestSupport.Fakes;
using Xunit;

namespace Ao.Plugins.Alignment.Tests;

public sealed class AlignmentCheckTests
{
    public static TheoryData<AlignmentCase> Cases => [.. AlignmentCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task CheckAsync_Case_HasItsTier(AlignmentCase one)
    {
        var alerts = await CheckAsync(one);

        if (one.Tier is not { } tier)
        {
            Assert.Empty(alerts);
            return;
        }

        var alert = Assert.Single(alerts);
        Assert.Equal(tier, alert.Tier);
        Assert.Equal(one.Kind, alert.Change);
        Assert.NotEmpty(alert.References);
        Assert.All(alert.References, reference => Assert.True(one.Fork.ContainsKey(reference.Path)));
        Assert.True(one.Base.ContainsKey(alert.Definition.Path));
        Assert.Equal(one.Base[alert.Definition.Path].Split('\n')[alert.Definition.Line - 1].Trim(), alert.Definition.Text);
        Assert.Equal(one.Kind == DefinitionChange.Renamed, alert.RenamedTo is not null);
        Assert.EndsWith(".", alert.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task CheckAsync_ForkThatHasTheChangeAlready_IsSilent(AlignmentCase one)
    {
        var request = Request(one);
        var after = ((MemoryTree)request.After).Files;
        var fork = request.Forks[0] with { Tree = new MemoryTree("fork", after, (MemoryTree)request.Before), Base = request.Before };

        Assert.Empty(await new AlignmentDetector().CheckAsync(request with { Forks = [fork] }, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("C#, removed")]
    [InlineData("C#, signature")]
    public async Task CheckAsync_DeclaredDependency_IsToldWithoutReferences(string name)
    {
        var one = AlignmentCases.All.First(one => one.Name == name);
        var request = Request(one with { Fork = new Dictionary<string, string> { ["src/Other.cs"] = "namespace Shop;\n\npublic static class Other { }\n" } });
        request = request with { Forks = [request.Forks[0] with { Dependencies = ["src/Storage"] }] };

        var alert = Assert.Single(await new AlignmentDetector().CheckAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(AlignmentTier.Tell, alert.Tier);
        Assert.Empty(alert.References);
        Assert.Contains("declared", alert.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_CommonName_IsSilent()
    {
        var one = AlignmentCases.All.First(static one => one.Name == "TypeScript, removed");
        var many = Enumerable.Range(0, 40).ToDictionary(static number => $"src/many/m{number}.ts", static number => $"import {{ openSession, defaultPolicy }} from \"../core/client\";\nexport const m{number} = openSession(\"{number}\", defaultPolicy);\n");
        var alerts = await CheckAsync(one with { Base = Join(one.Base, many) });

        Assert.Equal(AlignmentTier.Silent, Assert.Single(alerts).Tier);
    }

    [Fact]
    public async Task CheckAsync_NoHistoryInCommon_CountsAllReferences()
    {
        var one = AlignmentCases.All[0];
        var request = Request(one);
        var alone = new AlignmentFork { ForkId = "fork", Tree = new MemoryTree("fork", one.Fork) };

        Assert.Equal(AlignmentTier.Tell, Assert.Single(await new AlignmentDetector().CheckAsync(request with { Forks = [alone] }, TestContext.Current.CancellationToken)).Tier);
    }

    [Fact]
    public async Task CheckAsync_HostileSources_EndsAndSaysNothing()
    {
        var deep = Lines("{", 50_000) + Lines("`${", 5_000) + Lines("(", 20_000) + Lines("<", 20_000);
        var nested = Lines("class A { ", 3_000);
        Dictionary<string, string> files = new() { ["a.ts"] = deep, ["b.cs"] = nested + deep, ["c.py"] = deep, ["d.go"] = nested, ["e.rs"] = "impl<" + deep, ["f.java"] = nested, ["g.c"] = "#define" };
        var before = new MemoryTree("before", files);
        var after = new MemoryTree("after", files.ToDictionary(static file => file.Key, static file => file.Value + "\n}"), before);
        var fork = new AlignmentFork { ForkId = "fork", Tree = new MemoryTree("fork", files, before), Base = before };

        Assert.Empty(await new AlignmentDetector().CheckAsync(new AlignmentRequest { Before = before, After = after, Forks = [fork] }, TestContext.Current.CancellationToken));
    }

    private static string Lines(string piece, int count) => string.Concat(Enumerable.Range(0, count).Select(number => number % 100 == 99 ? piece + "\n" : piece));

    internal static AlignmentRequest Request(AlignmentCase one)
    {
        var before = new MemoryTree("before", one.Base);
        var after = new MemoryTree("after", Join(one.Base, one.Change), before);
        return new AlignmentRequest
        {
            Before = before,
            After = after,
            Forks = [new AlignmentFork { ForkId = "fork", Name = "shop-eu", Tree = new MemoryTree("fork", Join(one.Base, one.Fork), before), Base = before }],
        };
    }

    private static async Task<IReadOnlyList<AlignmentAlert>> CheckAsync(AlignmentCase one) => await new AlignmentDetector().CheckAsync(Request(one), TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Join(IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string> changes) =>
        files.Where(file => !changes.ContainsKey(file.Key)).Concat(changes).Where(static file => file.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
}
