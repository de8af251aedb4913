using Ao.Agents;
using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Journal;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.AgentTools;

public sealed class AgentQuestionTests : IAsyncLifetime
{
    private static readonly Operator s_ada = new("ada", "test");
    private ToolDesk _desk = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<int, bool> Crashes => new MatrixTheoryData<int, bool>(Enumerable.Range(1, 5), [false, true]);

    private IQuestions Questions => _desk.Engine.Orchestrator.Questions;

    public async ValueTask InitializeAsync() => _desk = await ToolDesk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task AskOperator_Answer_ComesAsAMessage()
    {
        var session = await _desk.SpawnAsync();

        var result = await _desk.CallAsync(session, "ask_operator", """{"question":"Which one?","choices":["a","b"]}""");
        var again = await _desk.CallAsync(session, "ask_operator", """{"question":"Which one?"}""");
        Assert.Equal(SessionStatus.Working, _desk.Engine.Orchestrator.Get(session.Id).Status);
        _desk.Process(session).Say("activity ready");
        var waiting = await _desk.Engine.WaitAsync(session.Id, SessionStatus.WaitingForInput);
        await _desk.RestartAsync();
        var question = Assert.Single(Questions.List());
        var answered = await Questions.AnswerAsync(question.Id, "Take a.", s_ada, Token);

        Assert.Contains($"{session.Id}.q1", result.Text, StringComparison.Ordinal);
        Assert.Contains("before", again.Text, StringComparison.Ordinal);
        Assert.Equal("Which one?", waiting.Reason);
        Assert.Equal(["a", "b"], question.Choices);
        Assert.Equal(("Take a.", s_ada), (answered.Answer, answered.AnsweredBy));
        Assert.Empty(Questions.List());
        Assert.Equal(question.Id, Assert.Single(Questions.List(openOnly: false)).Id);
        var told = await _desk.Engine.WaitAsync(session.Id, SessionStatus.Ready);
        Assert.EndsWith("Take a.", Assert.Single(told.Messages).Text, StringComparison.Ordinal);
        Assert.Contains("answered by 'ada'", (await Assert.ThrowsAsync<AoException>(() => Questions.AnswerAsync(question.Id, "Take b.", s_ada, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeedsInput_IsAQuestionToo()
    {
        var session = await _desk.SpawnAsync();

        await _desk.CallAsync(session, "report_status", """{"status":"needs_input","detail":"Where is the key?"}""");

        Assert.Equal("Where is the key?", Assert.Single(_desk.Engine.Orchestrator.Get(session.Id).Questions).Text);
    }

    [Fact]
    public async Task AskOperator_TooMuch_IsRefused()
    {
        var session = await _desk.SpawnAsync();
        for (var number = 0; number < 10; number++)
        {
            Assert.False((await _desk.CallAsync(session, "ask_operator", $$"""{"question":"{{number}}?"}""")).IsError);
        }

        Assert.Contains("asked too much", (await _desk.CallAsync(session, "ask_operator", """{"question":"And?"}""")).Text, StringComparison.Ordinal);
        await Questions.AnswerAsync($"{session.Id}.q3", "Yes.", s_ada, Token);
        Assert.False((await _desk.CallAsync(session, "ask_operator", """{"question":"And?"}""")).IsError);
    }

    [Theory]
    [InlineData("")]
    [InlineData("shop-1")]
    [InlineData("shop-1.q2")]
    [InlineData("other-9.q1")]
    [InlineData("../x\u001b")]
    public async Task Answer_NoSuchQuestion_IsRefused(string id)
    {
        var session = await _desk.SpawnAsync();
        await _desk.CallAsync(session, "ask_operator", """{"question":"Which one?"}""");

        var error = await Assert.ThrowsAsync<AoException>(() => Questions.AnswerAsync(id, "x", s_ada, Token));

        Assert.StartsWith("There is no question", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
    }

    [Fact]
    public async Task Answer_EmptyOrNobodys_IsRefused()
    {
        var session = await _desk.SpawnAsync();
        await _desk.CallAsync(session, "ask_operator", """{"question":"Which one?"}""");

        await Assert.ThrowsAsync<AoException>(() => Questions.AnswerAsync($"{session.Id}.q1", " ", s_ada, Token));
        await Assert.ThrowsAsync<AoException>(() => Questions.AnswerAsync($"{session.Id}.q1", "x", new Operator("", "test"), Token));
        await Assert.ThrowsAsync<AoException>(() => Questions.AnswerAsync($"{session.Id}.q1", new string('x', SpawnRequest.MaxTextLength + 1), s_ada, Token));
        Assert.Single(Questions.List());
    }

    [Fact]
    public async Task Answer_StoppedSession_IsRefusedUntilItIsRestored()
    {
        var session = await _desk.SpawnAsync();
        await _desk.CallAsync(session, "ask_operator", """{"question":"Which one?"}""");
        await _desk.Engine.Orchestrator.StopAsync(session.Id, cancellationToken: Token);

        Assert.Empty(Questions.List());
        await Assert.ThrowsAsync<AoException>(() => Questions.AnswerAsync($"{session.Id}.q1", "x", s_ada, Token));

        await _desk.Engine.Orchestrator.RestoreAsync(session.Id, Token);
        Assert.Equal("x", (await Questions.AnswerAsync($"{session.Id}.q1", "x", s_ada, Token)).Answer);
    }

    [Theory]
    [InlineData(ConsentDecision.Approve, "was granted")]
    [InlineData(ConsentDecision.Deny, "was not granted")]
    public async Task RequestConsent_Decision_ComesAsAMessageAfterARestartToo(ConsentDecision decision, string expected)
    {
        var session = await _desk.SpawnAsync();

        var result = await _desk.CallAsync(session, "request_consent", """{"action":"Delete the table","details":"DROP TABLE cart","reason":"It is in the way."}""");
        var again = await _desk.CallAsync(session, "request_consent", """{"action":"Delete the table","details":"DROP TABLE cart","reason":"It is in the way."}""");
        var asked = await PendingAsync();
        await _desk.RestartAsync();
        var consent = await PendingAsync();
        await _desk.Engine.Orchestrator.Consents.AnswerAsync(consent.Id, decision, s_ada, "because", Token);
        var told = await _desk.Engine.WaitAsync(session.Id, static session => session.Messages.Count > 0);

        Assert.False(result.IsError, result.Text);
        Assert.Contains("before", again.Text, StringComparison.Ordinal);
        Assert.Equal(asked.Id, consent.Id);
        Assert.Equal((EffectKind.AgentAction, session.Id, "DROP TABLE cart"), (consent.Kind, consent.Session!.Value, consent.Parameters["details"]));
        Assert.Contains(expected, Assert.Single(told.Messages).Text, StringComparison.Ordinal);
        Assert.Equal(decision == ConsentDecision.Approve, Assert.Single(_desk.Engine.Sessions.Get(session.Id).ConsentRequests).Granted);
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task RequestConsent_HostDiesAtAnyAppend_IsToldOnce(int crashAt, bool afterWrite)
    {
        var session = await _desk.SpawnAsync();
        await _desk.CallAsync(session, "request_consent", """{"action":"Delete the table","details":"DROP TABLE cart"}""");
        await PendingAsync();

        await _desk.RestartAsync(crashAt, afterWrite);
        try
        {
            await _desk.Engine.Orchestrator.Consents.AnswerAsync((await PendingAsync()).Id, ConsentDecision.Approve, s_ada, cancellationToken: Token);
        }
        catch (JournalException)
        {
            // The host has died at the answer.
        }

        await Task.WhenAny(_desk.Engine.Journal.Crashed, _desk.Engine.WaitAsync(session.Id, static session => session.Messages.Count > 0));
        await _desk.RestartAsync();
        if (_desk.Engine.Orchestrator.Consents.List() is [var open])
        {
            await _desk.Engine.Orchestrator.Consents.AnswerAsync(open.Id, ConsentDecision.Approve, s_ada, cancellationToken: Token);
        }

        var told = await _desk.Engine.WaitAsync(session.Id, static session => session.Messages.Count > 0);
        Assert.Contains("was granted", Assert.Single(told.Messages).Text, StringComparison.Ordinal);
        Assert.True(Assert.Single(_desk.Engine.Sessions.Get(session.Id).ConsentRequests).Granted);
    }

    [Fact]
    public async Task RequestConsent_DecidedBefore_IsAskedAnew()
    {
        var session = await _desk.SpawnAsync();
        const string Arguments = """{"action":"Delete the table","details":"DROP TABLE cart"}""";
        await _desk.CallAsync(session, "request_consent", Arguments);
        var first = await PendingAsync();
        await _desk.Engine.Orchestrator.Consents.AnswerAsync(first.Id, ConsentDecision.Approve, s_ada, cancellationToken: Token);
        await _desk.Engine.WaitAsync(session.Id, static session => session.Messages.Count == 1);

        await _desk.CallAsync(session, "request_consent", Arguments);
        var second = await PendingAsync();

        Assert.NotEqual(first.Operation, second.Operation);
    }

    [Fact]
    public async Task RequestConsent_SessionStopped_IsWithdrawnAndAskedAnewAfterTheRestore()
    {
        var session = await _desk.SpawnAsync();
        await _desk.CallAsync(session, "request_consent", """{"action":"Delete the table","details":"DROP TABLE cart"}""");
        var first = await PendingAsync();

        await _desk.Engine.Orchestrator.StopAsync(session.Id, cancellationToken: Token);
        await WaitAsync(first.Id, ConsentState.Withdrawn);
        await _desk.Engine.Orchestrator.RestoreAsync(session.Id, Token);
        var second = await PendingAsync();

        Assert.Equal((first.Operation, first.Hash), (second.Operation, second.Hash));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Theory]
    [InlineData(AgentActivity.Active, SessionStatus.Working)]
    [InlineData(AgentActivity.Ready, SessionStatus.WaitingForInput)]
    [InlineData(AgentActivity.Idle, SessionStatus.WaitingForInput)]
    [InlineData(AgentActivity.Blocked, SessionStatus.Blocked)]
    public void Fold_OpenQuestion_WaitsOnceTheTurnHasEnded(AgentActivity activity, SessionStatus expected)
    {
        object[] facts = [.. States.Running, new Facts.QuestionAsked(1, "shop-1.q1", "Which one?", []), new Facts.ActivityChanged(1, 5, activity, null)];

        Assert.Equal(expected, States.Fold(facts).Status);
        Assert.NotEqual(SessionStatus.WaitingForInput, States.Fold([.. facts, new Facts.QuestionAnswered("shop-1.q1", "a", s_ada)]).Status);
    }

    private async Task<Consent> PendingAsync()
    {
        await foreach (var consent in _desk.Engine.Orchestrator.Consents.WatchAsync(Token))
        {
            if (consent.State == ConsentState.Pending)
            {
                return consent;
            }
        }

        throw new InvalidOperationException("Nothing was asked.");
    }

    private async Task WaitAsync(string consentId, ConsentState state)
    {
        await foreach (var _ in _desk.Engine.Journal.SubscribeAsync(0, Token))
        {
            if (_desk.Engine.Orchestrator.Consents.List(pendingOnly: false).Any(consent => consent.Id == consentId && consent.State == state))
            {
                return;
            }
        }
    }
}
