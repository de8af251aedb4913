using System.Text.Json;
using Ao.Consents;
using Ao.Convergence;
using Ao.Core.Tests.Sessions;
using Ao.Ledger;

namespace Ao.Core.Tests.Convergence;

/// <summary>What is signed of a finding: which changes answer one problem and what the proposer says, and nothing that forks wrote.</summary>
public sealed class PublishedWordsTests : IDisposable
{
    private static readonly Operator s_ann = new("ann", "test");

    private readonly Site _site = new("games", [], "video", "shop");

    public PublishedWordsTests()
    {
        (_site.Publish.Patterns, _site.Publish.Decisions) = (true, true);

        // One fork without a key, which is known by what the configuration calls it.
        _site.World.Project.Fork.Peers[1].ForkId = null;
        _site.World.Project.Fork.Peers[1].Name = "canary-name";
        _site.Scm.Own.Add(HistoryScm.Change("1111111111111111111111111111111111111111", "timeouts: canary-subject-games", path: "canary/path-games.py"));
        _site.Scm.Add("video", HistoryScm.Change("2222222222222222222222222222222222222222", "timeouts: canary-subject-video", path: "canary/path-video.py"));
        _site.Scm.Add("canary-name", HistoryScm.Change("3333333333333333333333333333333333333333", "timeouts: canary-subject-shop", path: "canary/path-shop.py"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(CodeShown.Sketch)]
    [InlineData(CodeShown.None)]
    public async Task Publish_PatternAndDecision_HoldNothingThatAForkWrote(CodeShown code)
    {
        _site.Publish.Code = code;
        await using var engine = await ProposeAsync("We should agree.", title: null);
        await engine.Orchestrator.Convergence.AcceptAsync(Site.Project, "timeouts", s_ann, new FindingAcceptance { Reason = "It helps us." }, Token);

        var texts = string.Join('\n', _site.Book.Own.SelectMany(static entry => TextsOf(JsonDocument.Parse(entry.Body).RootElement)));
        Assert.Equal([LedgerKinds.Pattern, LedgerKinds.Adopt], _site.Book.Own.Select(static entry => entry.Kind));
        Assert.DoesNotContain("canary", texts, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("timeouts", texts, StringComparison.OrdinalIgnoreCase);
        var pattern = JsonDocument.Parse(_site.Book.Own[0].Body).RootElement;
        Assert.Equal("3 forks answered one problem independently", pattern.GetProperty("name").GetString());
        Assert.StartsWith("We should agree.\n\n3 forks answered one problem independently.", pattern.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal([Site.Games, Site.Video], pattern.GetProperty("forks").EnumerateArray().Select(static fork => fork.GetString()).Order());
        Assert.Equal(3, pattern.GetProperty("revisions").GetArrayLength());
        Assert.Equal(("independent", 0.8, "topics"), (pattern.GetProperty("relation").GetString(), pattern.GetProperty("score").GetDouble(), pattern.GetProperty("algorithm").GetString()));
        Assert.Contains("It helps us.", texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_WithATitle_IsCalledByIt()
    {
        await using var engine = await ProposeAsync(note: null, $"One timeout\nfor each task {new string('x', 500)}");

        var name = JsonDocument.Parse(Assert.Single(_site.Book.Own).Body).RootElement.GetProperty("name").GetString()!;
        var proposal = Assert.Single(engine.Orchestrator.Convergence.Get(Site.Project, "timeouts").Proposals);

        Assert.StartsWith("One timeout for each task xxx", name, StringComparison.Ordinal);
        Assert.True(name.Length <= 200);
        Assert.Equal(name, proposal.Title);
    }

    [Fact]
    public async Task Publish_PatchIsShown_ExplainsTheFinding()
    {
        _site.Publish.Code = CodeShown.Patch;
        await using var engine = await ProposeAsync("We should agree.", title: null);

        var pattern = JsonDocument.Parse(Assert.Single(_site.Book.Own).Body).RootElement;
        Assert.Equal("timeouts", pattern.GetProperty("name").GetString());
        Assert.Contains("Forks met timeouts.", pattern.GetProperty("summary").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_LocalPathsInWhatThePersonWrites_AreTakenOutAndCounted()
    {
        _site.Book.HasKey = false;
        await using var engine = await ProposeAsync("Look at /home/ada/shop/notes.md, and at " + Path.Combine(_site.World.Options.DataFolder, "keys"), title: null);

        var record = Assert.Single((await engine.Orchestrator.Convergence.PreviewAsync(Site.Project, Token)).Records);

        Assert.Equal(2, record.Redactions);
        Assert.Contains("Look at [redacted], and at [redacted]", record.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_WithSession_IsCalledByNothingThatAForkWrote()
    {
        _site.World.Runtime.OnStart = static process => process.Say("nothing to do").Exit(0);
        await using var engine = await ProposeAsync(note: null, title: null);
        await engine.Orchestrator.Convergence.AcceptAsync(Site.Project, "timeouts", s_ann, new FindingAcceptance { StartSession = true }, Token);

        Assert.Equal("Consider: 3 forks answered one problem independently", Assert.Single(engine.Orchestrator.List()).Title);
    }

    private async Task<Engine> ProposeAsync(string? note, string? title)
    {
        var engine = await _site.StartAsync();
        await engine.Orchestrator.Convergence.DetectAsync(Site.Project, Token);
        await engine.Orchestrator.Convergence.ProposeAsync(Site.Project, "timeouts", s_ann, note, title, Token);
        return engine;
    }

    private static IEnumerable<string> TextsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static property => TextsOf(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
