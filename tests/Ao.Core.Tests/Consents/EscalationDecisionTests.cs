using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;

namespace Ao.Core.Tests.Consents;

public sealed class EscalationDecisionTests
{
    private static readonly ConsentOptions s_options = new()
    {
        Expiry = TimeSpan.FromMinutes(60),
        Remind = [0.75, 0.5],
        Escalation = [new EscalationStepOptions { Notifier = "chat" }, new EscalationStepOptions { Notifier = "pager", After = TimeSpan.FromMinutes(20) }, new EscalationStepOptions { Notifier = "siren", After = TimeSpan.FromMinutes(40) }],
    };

    /// <summary>Minutes since the question, reminders and channels behind it; what is due, and the minute of the next look.</summary>
    public static TheoryData<int, int, string, string, int?> Table => new()
    {
        { 0, 0, "", "chat", 20 },
        { 0, 0, "chat", "", 20 },
        { 19, 0, "chat", "", 20 },
        { 20, 0, "chat", "pager", 30 },
        { 29, 0, "chat,pager", "", 30 },
        { 30, 0, "chat,pager", "reminder 1", 45 },
        { 30, 1, "chat,pager", "", 45 },
        { 45, 1, "chat,pager", "reminder 2", null },
        { 45, 2, "chat,pager", "", null },
        { 59, 0, "", "chat,pager,reminder 2", null },
        { 60, 0, "", "", null },
        { 90, 0, "chat", "", null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Decide_AtEachMoment_GivesWhatIsDueOnceAndTheNextLook(int minutes, int reminders, string reached, string due, int? next)
    {
        // The project does not name the siren, so that it is none of its steps.
        var (facts, at) = Decide(Question(), new ConsentCourse(reminders, Names(reached)), minutes);

        Assert.Equal(due, string.Join(',', facts.Select(static fact => fact is ConsentFacts.Escalated escalated ? escalated.Notifier : $"reminder {((ConsentFacts.Reminded)fact).Number}")));
        Assert.Equal(next is { } minute ? GateHost.Start.AddMinutes(minute) : null, at);
    }

    [Theory]
    [InlineData(ConsentState.Approved)]
    [InlineData(ConsentState.Denied)]
    [InlineData(ConsentState.Used)]
    [InlineData(ConsentState.Withdrawn)]
    [InlineData(ConsentState.Expired)]
    public void Decide_NoLongerPending_NothingIsDue(ConsentState state)
    {
        var (facts, next) = Decide(Question() with { State = state }, ConsentCourse.Begin, 50);

        Assert.Empty(facts);
        Assert.Null(next);
    }

    [Fact]
    public void Decide_NotificationThatWaitsForConsent_IsNotRemindedOf()
    {
        var (facts, _) = Decide(Question() with { Kind = EffectKind.Notify }, new ConsentCourse(0, ["chat", "pager"]), 50);

        Assert.Empty(facts);
    }

    private static Consent Question()
    {
        var effect = Given.Effect(EffectKind.OpenPullRequest);
        return new Consent
        {
            Id = "q-1", Operation = effect.Key, Kind = effect.Kind, Project = effect.Project, Title = effect.Title, Parameters = effect.Parameters, Hash = "h",
            State = ConsentState.Pending, RequestedAt = GateHost.Start, ExpiresAt = GateHost.Start.AddMinutes(60),
        };
    }

    private static (IReadOnlyList<object> Due, DateTimeOffset? Next) Decide(Consent consent, ConsentCourse course, int minutes) =>
        EscalationDecision.Decide(consent, course, s_options, ["chat", "pager", "mail"], GateHost.Start.AddMinutes(minutes));

    private static string[] Names(string names) => names.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
