using Ao.Notifiers;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.OpenClaw.Tests;

/// <summary>Answers that come back: which are taken, which not, and that none is lost.</summary>
public sealed class AnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ao yes K7MQ2X", true, "K7MQ2X", null)]
    [InlineData("  AO  No k7mq2x  it is\ntoo late ", false, "K7MQ2X", "it is\ntoo late")]
    [InlineData("/ao yes K7MQ2X, fine", true, "K7MQ2X", "fine")]
    [InlineData("ao yes oil12x", true, "01112X", null)]
    [InlineData("ao yes K7MQ2X\u202ehidden", null, "", null)]
    [InlineData("ao yes", null, "", null)]
    [InlineData("ao yes K7MQ2", null, "", null)]
    [InlineData("ao yes K7MQ2XX", null, "", null)]
    [InlineData("ao yes U7MQ2X", null, "", null)]
    [InlineData("ao maybe K7MQ2X", null, "", null)]
    [InlineData("please ao yes K7MQ2X", null, "", null)]
    [InlineData("ao yes K7MQ2X yes", true, "K7MQ2X", "yes")]
    [InlineData("", null, "", null)]
    public void Read_Text_IsAnAnswerOrNothing(string text, bool? approved, string code, string? reason)
    {
        var words = AnswerWords.Read(text);

        Assert.Equal((approved, approved is null ? "" : code, reason), (words?.Approved, words?.Code ?? "", words?.Reason));
    }

    [Fact]
    public async Task ReceiveAsync_SameMessageAgainOrAnotherAnswer_ChangesNothing()
    {
        await using var stand = await OpenClawStand.StartAsync();
        var channel = (IConsentChannel)stand.Notifier;
        await channel.AskAsync(Samples.Question("c-1"), Token);
        var code = Answers.CodeOf(stand, "c-1");

        Assert.Equal(202, await StatusAsync(stand, Answers.Request($"ao no {code} not now")));
        Assert.Equal(202, await StatusAsync(stand, Answers.Request($"ao no {code} not now")));
        Assert.Equal(409, await StatusAsync(stand, Answers.Request($"ao yes {code}")));

        Assert.Equal([new ConsentAnswer("c-1", false, OpenClawStand.Operator, "not now")], await ReadAsync(channel, 1));
    }

    [Fact]
    public async Task ReceiveAsync_BeforeARestart_IsReadAfterIt()
    {
        await using var stand = await OpenClawStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-2"), Token);
        Assert.Equal(202, await StatusAsync(stand, Answers.Request($"ao yes {Answers.CodeOf(stand, "c-2")}")));
        Assert.Equal(202, await StatusAsync(stand, Answers.Request($"ao no {Answers.CodeOf(stand, "c-1")}")));
        await stand.RestartAsync();

        Assert.Equal(["c-2", "c-1"], (await ReadAsync((IConsentChannel)stand.Notifier, 2)).Select(static answer => answer.ConsentId));
    }

    [Fact]
    public async Task ReceiveAsync_WrongBodies_AreRefusedInWords()
    {
        await using var stand = await OpenClawStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        var code = Answers.CodeOf(stand, "c-1");
        var good = Answers.Request($"ao yes {code}");

        Assert.Equal(401, await StatusAsync(stand, good with { Body = good.Body.ToArray().Concat(" "u8.ToArray()).ToArray() }));
        Assert.Equal(401, await StatusAsync(stand, good with { Headers = new Dictionary<string, string>() }));
        Assert.Equal(401, await StatusAsync(stand, good with { Body = new byte[100_000] }));
        Assert.Equal(422, await StatusAsync(stand, Answers.Request("ao yes, please")));
        Assert.Equal(404, await StatusAsync(stand, Answers.Request("ao yes ZZZZZZ")));
        Assert.Equal(400, await StatusAsync(stand, Answers.Signed("{\"channel\":1}")));
        Assert.Equal(400, await StatusAsync(stand, Answers.Signed("ao yes")));
        Assert.Equal(400, await StatusAsync(stand, Answers.Signed("""{"channel":"telegram","sender":"\ud800","text":"ao yes"}""")));
        await ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Expired }, Token);
        Assert.Equal(409, await StatusAsync(stand, Answers.Request($"ao yes {code}")));
    }

    [Theory]
    [InlineData(1, 2_000, true)]
    [InlineData(1, 2_001, false)]
    [InlineData(1, 6_500, false)]
    [InlineData(9, 2_000, true)]
    [InlineData(11, 2_000, false)]
    public async Task AskAsync_Parameters_HaveACodeOnlyWhereTheyAreShownWhole(int count, int length, bool isAnswered)
    {
        await using var stand = await OpenClawStand.StartAsync();
        var question = Samples.Question("c-1") with { Parameters = Enumerable.Range(0, count).ToDictionary(static number => $"prompt{number}", _ => new string('x', length)) };

        await ((IConsentChannel)stand.Notifier).AskAsync(question, Token);

        var shown = Assert.Single(stand.Arrived).Shown;
        Assert.Equal(isAnswered, shown.Contains("ao yes", StringComparison.Ordinal));
        Assert.Equal(!isAnswered, shown.Contains("too long to be decided here", StringComparison.Ordinal));
        Assert.Equal(404, await StatusAsync(stand, Answers.Request($"ao yes {(isAnswered ? "ZZZZZZ" : QuestionCode.Of(OpenClawStand.Secret, "c-1", 0))}")));
        await ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Denied }, Token);
        Assert.Equal(2, stand.Arrived.Count);
    }

    [Fact]
    public async Task ReceiveAsync_NoAnswersConfigured_ProvesNothingAndShowsNoCode()
    {
        await using var stand = await OpenClawStand.StartAsync(null, ("Answers:Secret", null), ("Answers:Operators:0", null));
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);

        Assert.Contains("Answer where you work with Ao", stand.Arrived[0].Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("ao yes", stand.Arrived[0].Shown, StringComparison.Ordinal);
        Assert.Equal(401, await StatusAsync(stand, Answers.Request("ao yes ZZZZZZ")));
    }

    [Fact]
    public void CodeOf_ManyQuestions_AreDistinctAndOfItsLetters()
    {
        var codes = Enumerable.Range(0, 500).Select(static number => QuestionCode.Of("secret", $"c-{number}", 0)).ToList();

        Assert.Equal(500, codes.Distinct().Count());
        Assert.All(codes, static code => Assert.Equal(code, QuestionCode.Read(code.ToLowerInvariant())));
        Assert.NotEqual(QuestionCode.Of("secret", "c-1", 0), QuestionCode.Of("another", "c-1", 0));
        Assert.NotEqual(QuestionCode.Of("secret", "c-1", 0), QuestionCode.Of("secret", "c-1", 1));
    }

    private static async Task<int> StatusAsync(OpenClawStand stand, WebhookRequest request) => (await ((IWebhookReceiver)stand.Notifier).ReceiveAsync(request, Token)).Status;

    private static async Task<IReadOnlyList<ConsentAnswer>> ReadAsync(IConsentChannel channel, int count) => await channel.ReadAnswersAsync(Token).Take(count).ToListAsync(Token);
}
