using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Journal;
using Ao.Notifications;
using Ao.Notifiers;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Time.Testing;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Notifications;

public sealed class ConsentNotificationTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(GateHost.Start);
    private readonly World _world = new();

    public ConsentNotificationTests()
    {
        _world.Project.Notifiers = ["chat"];
        _world.Time = _time;
    }

    /// <summary>What happened, the state of the question by then, whether the notifier was asked and whether it shows questions itself; what is told.</summary>
    public static TheoryData<string, ConsentState, bool, bool, bool, NotificationPriority?> Table => new()
    {
        { "reminded", ConsentState.Pending, true, false, false, NotificationPriority.Action },
        { "reminded", ConsentState.Pending, true, true, false, NotificationPriority.Action },
        { "reminded", ConsentState.Pending, false, false, false, null },
        { "reminded", ConsentState.Approved, true, false, false, null },
        { "escalated", ConsentState.Pending, true, false, false, NotificationPriority.Action },
        { "escalated", ConsentState.Pending, true, true, false, null },
        { "escalated to another", ConsentState.Pending, true, false, false, null },
        { "escalated", ConsentState.Denied, true, false, false, null },
        { "expired", ConsentState.Expired, false, false, false, NotificationPriority.Urgent },
        { "expired", ConsentState.Expired, true, true, false, NotificationPriority.Urgent },
        { "expired", ConsentState.Expired, true, false, true, null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Decide_WhatHappenedToAQuestion_IsToldWhereItMatters(string happened, ConsentState state, bool isAsked, bool isChannel, bool isAnswered, NotificationPriority? expected)
    {
        var told = Decide(happened, Question(EffectKind.CreateFork) with { State = state, AnsweredBy = isAnswered ? GateHost.Ada : null }, isAsked, isChannel);
        var ofNotification = Decide(happened, Question(EffectKind.Notify) with { State = state }, isAsked, isChannel);

        Assert.Equal(expected, told?.Priority);
        Assert.Null(ofNotification);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Question_NobodyAnswers_IsRemindedOfAndItsEndIsUrgent()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, GateHost.Token);
        var question = await PendingAsync(engine);

        _time.Advance(TimeSpan.FromMinutes(7.5));
        var reminder = await ToldAsync("Nobody has answered yet");
        _time.Advance(TimeSpan.FromMinutes(7.5));
        var end = await ToldAsync("Nobody has answered, and it is not done");

        Assert.Equal((NotificationPriority.Action, NotificationPriority.Urgent), (reminder.Priority, end.Priority));
        Assert.Contains(question.Id, end.Body, StringComparison.Ordinal);
        Assert.Contains("floor: OpenPullRequest always needs a person's consent", end.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_OfAProposal_ShowsWhatHelpsToDecide()
    {
        _world.Options.Prices = [new ModelPriceOptions { Model = "m", From = new DateOnly(2025, 1, 1), Source = "a list", Currency = "USD", InputPerMillion = 1, CachedPerMillion = 1, OutputPerMillion = 2 }];
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        var session = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, GateHost.Token);

        var details = (await PendingAsync(engine)).Details;

        Assert.Equal(("floor: OpenPullRequest always needs a person's consent", engine.Orchestrator.Governance.Current(new ProjectId("shop")).Version), (Assert.Single(details.Why), details.PolicyVersion));
        Assert.Equal(("main", 2, 10L, 3L), (details.BaseBranch, details.Change!.Files, details.Change.Insertions, details.Change.Deletions));
        Assert.Equal($"base..revision-of-{session.Id}", details.Change.Paths[1]);
        Assert.EndsWith("the project has no verification commands", details.Verification, StringComparison.Ordinal);
        await engine.Get<SessionContext>().AppendAsync(session.Id, GateHost.Token, new Facts.UsageReported(1, 0, 1_000_000, 500_000, 0, 0, "m"), new Facts.UsageReported(1, 0, 7, 0, 0, 0, "unpriced"));
        var cost = (await engine.Get<ProposalDetails>().OfAsync(engine.Sessions.Get(session.Id), "/t", "b", "main", "r", GateHost.Token)).Cost!;
        Assert.Equal((1_500_007L, 2m, true), (cost.Tokens, cost.Money["USD"], cost.IsIncomplete));
        Assert.NotEmpty(details.Target!);
        Assert.NotEmpty(details.Branch!);
    }

    [Fact]
    public async Task Question_ScmCannotSummarize_IsAskedWithoutIt()
    {
        _world.Scm.Fault = static what => what == "summarize" ? new AoException("The revision is not here.") : null;
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, GateHost.Token);

        Assert.Null((await PendingAsync(engine)).Details.Change);
    }

    private static async Task<Consent> PendingAsync(Engine engine)
    {
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(GateHost.Token))
        {
            if (consent is { State: ConsentState.Pending, Kind: EffectKind.OpenPullRequest })
            {
                return consent;
            }
        }

        throw new InvalidOperationException("No question came.");
    }

    private async Task<Notification> ToldAsync(string title)
    {
        while (true)
        {
            if (await _world.Notifier.Sent.Reader.ReadAsync(GateHost.Token) is var told && told.Title.StartsWith(title, StringComparison.Ordinal))
            {
                return told;
            }
        }
    }

    private static Consent Question(EffectKind kind)
    {
        var effect = Given.Effect(kind);
        return new Consent
        {
            Id = "q-1", Operation = effect.Key, Kind = kind, Project = effect.Project, Title = effect.Title, Parameters = effect.Parameters, Hash = "h",
            State = ConsentState.Pending, RequestedAt = GateHost.Start, ExpiresAt = GateHost.Start.AddMinutes(60),
        };
    }

    private static Notification? Decide(string happened, Consent consent, bool isAsked, bool isChannel)
    {
        object body = happened switch
        {
            "reminded" => new ConsentFacts.Reminded("q-1", 1),
            "escalated" => new ConsentFacts.Escalated("q-1", "chat"),
            "escalated to another" => new ConsentFacts.Escalated("q-1", "pager"),
            _ => new ConsentFacts.Expired("q-1"),
        };
        var fact = new Fact { Position = 1, Stream = "consent/q-1", Version = 1, Epoch = 1, Type = "consent.x", Schema = 1, At = GateHost.Start, Data = ReadOnlyMemory<byte>.Empty };
        return ConsentNotificationDecision.Decide(fact, body, consent, "chat", isAsked, isChannel, new OperationKey("k/notify/1/chat"));
    }
}
