using Ao.Notifiers;
using Xunit;

namespace Ao.TestSupport.Notifiers;

public abstract partial class NotifierConformance
{
    private static readonly TimeSpan s_longestAnswer = TimeSpan.FromSeconds(20);

    /// <summary>Gives an answer in the way of the channel, as the service or somebody else would send it.</summary>
    /// <param name="stand">The stand.</param>
    /// <param name="consentId">The question.</param>
    /// <param name="approved">Yes or no.</param>
    /// <param name="sender">Who gives it.</param>
    /// <returns>Whom an allowed answer names.</returns>
    protected virtual Task<string> AnswerAsync(NotifierStand stand, string consentId, bool approved, ChannelSender sender) => throw new NotSupportedException("The channel brings no answers.");

    [Fact]
    public async Task AskAsync_Question_IsShownOnceWithAllThatIsDecided()
    {
        await using var stand = await StartAsync();
        var channel = Channel(stand);
        var question = Samples.Question("c-1");

        await channel.AskAsync(question, Token);
        await stand.WaitForAsync(1, Token);
        await channel.AskAsync(question, Token);
        await stand.RestartAsync();
        await Channel(stand).AskAsync(question, Token);
        await Channel(stand).AskAsync(Samples.Question("c-2"), Token);

        var arrived = await stand.WaitForAsync(2, Token);
        Assert.Equal(2, arrived.Count);
        Assert.Contains(question.Title, arrived[0].Shown, StringComparison.Ordinal);
        Assert.All(question.Parameters, parameter => Assert.Contains(parameter.Value, arrived[0].Shown, StringComparison.Ordinal));
        Assert.All(question.Details.Why, why => Assert.Contains(why, arrived[0].Shown, StringComparison.Ordinal));
        Assert.Contains("c-1", arrived[0].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_HostileTexts_AreShownAndDoNothing()
    {
        await using var stand = await StartAsync();
        var channel = Channel(stand);
        var texts = Samples.HostileTexts.Where(static (_, index) => index % 4 == 0).ToList();
        foreach (var (index, text) in texts.Index())
        {
            await channel.AskAsync(Samples.Question($"c-{index}") with { Title = text, Parameters = new Dictionary<string, string> { [text] = text }, Details = new ConsentDetails { Why = [text], Branch = text, Target = text } }, Token);
        }

        var arrived = await stand.WaitForAsync(texts.Count, Token);
        Assert.Equal(texts.Count, arrived.Count);
        foreach (var (text, arrival) in texts.Zip(arrived))
        {
            AssertHarmless(arrival, text);
        }
    }

    [Theory]
    [InlineData(ConsentEnding.Approved)]
    [InlineData(ConsentEnding.Denied)]
    [InlineData(ConsentEnding.Withdrawn)]
    [InlineData(ConsentEnding.Expired)]
    public async Task CloseAsync_Question_IsShownClosedOnceAlsoAfterARestart(ConsentEnding ending)
    {
        await using var stand = await StartAsync();
        Assert.SkipUnless(stand.Notifier is IConsentClosing, "The channel does not show that a question is closed.");
        await Channel(stand).AskAsync(Samples.Question("c-1"), Token);
        await stand.WaitForAsync(1, Token);
        await stand.RestartAsync();
        var answered = ending is ConsentEnding.Approved or ConsentEnding.Denied;
        var closure = new ConsentClosure { ConsentId = "c-1", Ending = ending, Operator = answered ? "ada" : null, Channel = answered ? "console" : null, Reason = answered ? "<!channel> @everyone why not" : null };

        await ((IConsentClosing)stand.Notifier).CloseAsync(closure, Token);
        await stand.WaitForAsync(2, Token);
        await ((IConsentClosing)stand.Notifier).CloseAsync(closure, Token);
        await stand.Notifier.NotifyAsync(Samples.Notification(9), Token);

        var arrived = await stand.WaitForAsync(3, Token);
        Assert.Equal(3, arrived.Count);
        Assert.Contains(ending.ToString(), arrived[1].Shown, StringComparison.OrdinalIgnoreCase);
        AssertHarmless(arrived[1], closure.Reason ?? "");
        Assert.Contains(Samples.Notification(9).Title, arrived[2].Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloseAsync_QuestionThatWasNeverAsked_ChangesNothing()
    {
        await using var stand = await StartAsync();
        Assert.SkipUnless(!Traits.HasQueue && stand.Notifier is IConsentClosing, "The channel tells every closure.");

        await ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-404", Ending = ConsentEnding.Expired }, Token);

        Assert.Empty(stand.Arrived);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAnswersAsync_AllowedPerson_IsReadAndNamed(bool approved)
    {
        Assert.SkipUnless(Traits.BringsAnswers, "The channel brings no answers.");
        await using var stand = await StartAsync();
        await Channel(stand).AskAsync(Samples.Question("c-1"), Token);

        var who = await AnswerAsync(stand, "c-1", approved, ChannelSender.Allowed);

        var answer = await FirstAnswerAsync(stand);
        Assert.Equal(("c-1", approved, who), (answer.ConsentId, answer.Approved, answer.Operator));
    }

    [Theory]
    [InlineData(ChannelSender.NotAllowed)]
    [InlineData(ChannelSender.Unproved)]
    [InlineData(ChannelSender.Stale)]
    public async Task ReadAnswersAsync_AnybodyElse_IsNotRead(ChannelSender sender)
    {
        Assert.SkipUnless(Traits.BringsAnswers, "The channel brings no answers.");
        await using var stand = await StartAsync();
        await Channel(stand).AskAsync(Samples.Question("c-1"), Token);
        await Channel(stand).AskAsync(Samples.Question("c-2"), Token);

        await AnswerAsync(stand, "c-1", approved: true, sender);
        await AnswerAsync(stand, "c-2", approved: false, ChannelSender.Allowed);

        // Answers are read in order: had the first been taken, it would come first.
        Assert.Equal("c-2", (await FirstAnswerAsync(stand)).ConsentId);
        AssertNoSecret(stand, fault: null);
    }

    [Fact]
    public async Task ReadAnswersAsync_Cancelled_Ends()
    {
        await using var stand = await StartAsync();
        var channel = Channel(stand);
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reading = ReadAllAsync(channel, cancelling.Token);

        await cancelling.CancelAsync();

        var fault = await Record.ExceptionAsync(() => reading.WaitAsync(s_longestAnswer, Token));
        Assert.True(fault is null or OperationCanceledException);
    }

    private static IConsentChannel Channel(NotifierStand stand)
    {
        Assert.SkipUnless(stand.Notifier is IConsentChannel, "The notifier asks nobody.");
        return (IConsentChannel)stand.Notifier;
    }

    private static async Task ReadAllAsync(IConsentChannel channel, CancellationToken cancellationToken)
    {
        await foreach (var answer in channel.ReadAnswersAsync(cancellationToken))
        {
            Assert.Fail($"Nobody has answered, and {answer} was read.");
        }
    }

    private static async Task<ConsentAnswer> FirstAnswerAsync(NotifierStand stand)
    {
        using var limit = new CancellationTokenSource(s_longestAnswer);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, Token);
        return await Channel(stand).ReadAnswersAsync(ending.Token).FirstAsync(ending.Token);
    }
}
