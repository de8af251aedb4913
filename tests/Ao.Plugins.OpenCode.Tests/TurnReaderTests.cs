using System.Text;
using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.OpenCode.Tests;

public sealed class TurnReaderTests
{
    private const string Created = """{"type":"created","at":1000,"session":"s","title":"Ao shop-1.1"}""";
    private const string Busy = """{"type":"status","at":2000,"session":"s","status":"busy"}""";
    private const string Idle = """{"type":"status","at":9000,"session":"s","status":"idle"}""";
    private readonly OpenCodeRun _run = new() { Port = 1, Password = "p", HasPrompt = true };

    [Fact]
    public void Turn_GivesItsSignalsWithGrowingCursors()
    {
        var signals = Read(
            Created,
            """{"type":"told","session":"s","message":"m1","run":1}""",
            Busy,
            """{"type":"tool","session":"s","tool":"bash","title":"ls"}""",
            """{"type":"usage","session":"s","model":"m","input":1000,"output":30,"reasoning":5,"read":200}""",
            """{"type":"said","session":"s","text":"Done."}""",
            Idle,
            Idle);

        Assert.Equal(["ConversationStarted", "MessageAcknowledged", "ActivityChanged", "ActivityChanged", "UsageReported", "TurnEnded"], signals.Select(static signal => signal.GetType().Name));
        var usage = Assert.Single(signals.OfType<UsageReported>());
        Assert.Equal((1200, 200, 35, 5), (usage.InputTokens, usage.CachedTokens, usage.OutputTokens, usage.ReasoningTokens));
        Assert.Equal((TurnOutcome.Completed, "Done."), signals[^1] is TurnEnded ended ? (ended.Outcome, ended.Detail) : default);
        Assert.Equal(signals.Select(static signal => signal.Cursor).Distinct().Order(), signals.Select(static signal => signal.Cursor));
    }

    [Fact]
    public void OtherConversations_AreNotThisOne()
    {
        var signals = Read("""{"type":"created","session":"x","title":"mine"}""", Created, """{"type":"status","session":"x","status":"busy"}""", """{"type":"status","session":"x","status":"idle"}""");

        Assert.Equal("s", Assert.IsType<ConversationStarted>(Assert.Single(signals)).ConversationId);
    }

    [Fact]
    public void RateLimit_IsToldAtOnceWithItsReset_AndTheTurnIsLimited()
    {
        var signals = Read(
            Created,
            Busy,
            """{"type":"refused","at":3000,"status":429,"retryAfter":"7"}""",
            """{"type":"status","at":3000,"session":"s","status":"retry","attempt":1,"message":"slow down"}""",
            """{"type":"error","session":"s","name":"MessageAbortedError","message":"Aborted"}""",
            Idle);

        var limited = Assert.Single(signals.OfType<ProviderLimited>());
        Assert.Equal((ProviderLimitKind.RateLimited, DateTimeOffset.FromUnixTimeMilliseconds(10_000)), (limited.Kind, limited.ResetsAt!.Value));
        Assert.Equal(TurnOutcome.Limited, Assert.Single(signals.OfType<TurnEnded>()).Outcome);
    }

    [Fact]
    public void OneTrouble_IsLeftToTheTool_AndTheSecondIsTold()
    {
        const string Retry = """{"type":"status","session":"s","status":"retry","attempt":N,"message":"cut"}""";

        Assert.Empty(Read(Created, Busy, Retry.Replace("N", "1", StringComparison.Ordinal)).OfType<ProviderLimited>());
        Assert.Equal(ProviderLimitKind.Overloaded, Assert.Single(Read(Created, Busy, Retry.Replace("N", "2", StringComparison.Ordinal)).OfType<ProviderLimited>()).Kind);
    }

    [Theory]
    [InlineData("""{"type":"error","session":"s","name":"APIError","message":"no","status":401}""", TurnOutcome.Limited)]
    [InlineData("""{"type":"error","session":"s","name":"MessageAbortedError","message":"Aborted"}""", TurnOutcome.Interrupted)]
    [InlineData("""{"type":"error","session":"s","name":"UnknownError","message":"broken"}""", TurnOutcome.Failed)]
    public void Error_DecidesHowTheTurnEnded(string error, TurnOutcome outcome) =>
        Assert.Equal(outcome, Assert.Single(Read(Created, Busy, error, Idle).OfType<TurnEnded>()).Outcome);

    [Fact]
    public void ErrorBeforeTheModelIsAsked_EndsTheTurn() =>
        Assert.Equal(TurnOutcome.Failed, Assert.Single(Read(Created, """{"type":"told","session":"s","message":"prompt"}""", """{"type":"error","session":"s","name":"UnknownError","message":"no such model"}""").OfType<TurnEnded>()).Outcome);

    [Fact]
    public void Question_IsAskedAndSettled_AtTheLatestAtTheTurnsEnd()
    {
        const string Asked = """{"type":"asked","session":"s","id":"q","tool":"bash","title":"touch *","parameters":{"command":"touch x"}}""";

        Assert.Equal("touch x", Assert.Single(Read(Created, Busy, Asked).OfType<PermissionAsked>()).Title);
        Assert.Single(Read(Created, Busy, Asked, """{"type":"replied","session":"s","id":"q"}""", Idle).OfType<PermissionSettled>());
        Assert.Single(Read(Created, Busy, Asked, Idle).OfType<PermissionSettled>());
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("[]")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"usage","input":"many","at":-1}""")]
    [InlineData("""{"type":"asked","id":{},"parameters":[1]}""")]
    [InlineData("""{"type":"status","session":["s"],"status":"idle"}""")]
    [InlineData("""{"type":"refused","status":1e99,"retryAfter":"99999999999999999999"}""")]
    [InlineData("""{"type":"created","session":"s","title":"Ao sho""")]
    public void LinesOfAnotherShape_DoNoHarm(string line) =>
        Assert.Single(Read(line, Created, Busy, line, Idle).OfType<TurnEnded>());

    private List<AgentSignal> Read(params string[] entries)
    {
        var turns = new TurnReader("Ao shop-1.1", _run);
        var lines = new JsonLines(0);
        return [.. lines.Push(new RunOutput(0, Encoding.UTF8.GetBytes(string.Join('\n', entries) + "\n")), static _ => { }).SelectMany(turns.Read)];
    }
}
