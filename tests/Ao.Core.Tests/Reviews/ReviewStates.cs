using Ao.Agents;
using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Journal;
using Ao.Reviews;
using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Reviews;

/// <summary>Reviews and the sessions around them, made of facts as the journal has them.</summary>
internal static class ReviewStates
{
    public static readonly Operator Ann = new("ann", "test");
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    public static readonly SessionId ReviewerId = new("shop", 9);

    public static ReviewOptions TwoTiers => new() { Tiers = { new ReviewTierOptions { Name = "first" }, new ReviewTierOptions { Name = "deep" } } };

    /// <summary>Gives the author, done, with its pull request open at a revision.</summary>
    public static SessionState Author(string head = "r1", params object[] then) => States.Fold(
    [
        .. States.Running, new Facts.RunEnded(1, 0), new Facts.DoneClaimed(1, 20, null, null), new Facts.Verified(States.Passed(head), HasChanges: true), new Facts.Done(null),
        new Facts.PullRequestOpened(1, head, null), .. then,
    ]);

    /// <summary>Gives a reviewer whose agent runs.</summary>
    public static SessionState Reviewer(params object[] then)
    {
        SessionState? state = null;
        var requested = new Facts.Requested(ReviewerId, new ProjectId("shop"), "Review", "Review it.", "command", SessionRole.Reviewer, "ao/shop-9", [], null, Reviews: States.Id, Revision: "r1");
        foreach (var body in (object[])[requested, .. States.Running, .. then])
        {
            var version = (state?.Version ?? 0) + 1;
            state = SessionFold.Apply(state, FactOf(SessionFactKinds.StreamOf(ReviewerId), version), body);
        }

        return state!;
    }

    public static object[] Verdict(params string[] findings) =>
    [
        new Facts.VerdictGiven(1, findings.Length == 0 ? ReviewVerdict.Approve : ReviewVerdict.RequestChanges, "So it is.", findings),
        new Facts.Verified(States.Passed("r1"), HasChanges: false), new Facts.Done(null),
    ];

    public static ReviewState Fold(params IReadOnlyList<object> facts)
    {
        var state = new ReviewState { Session = States.Id };
        foreach (var body in facts)
        {
            state = ReviewFold.Apply(state, FactOf(ReviewFactKinds.StreamOf(States.Id), state.Version + 1), body);
        }

        return state;
    }

    public static ReviewFacts.RoundStarted Started(int round, string tier = "first", string revision = "r1") => new(round, tier, revision, ReviewerId);

    public static object[] Round(int round, string tier, string revision, params string[] findings) => [Started(round, tier, revision), Taken(round, findings)];

    public static ReviewFacts.VerdictTaken Taken(int round, params string[] findings) =>
        new(round, findings.Length == 0 ? ReviewVerdict.Approve : ReviewVerdict.RequestChanges, findings.Length > 0, "So it is.", [.. findings.Select(Found)], null);

    public static TakenFinding Found(string text) => new(FingerprintOf(text), FindingSeverity.Blocker, null, null, null, text, Blocks: true);

    public static string FingerprintOf(string text) => FindingFingerprint.Of(null, null, FindingSeverity.Blocker, text);

    private static Fact FactOf(string stream, long version) => new() { Position = version, Stream = stream, Version = version, Epoch = 1, Type = "any", Schema = 1, At = Start.AddSeconds(version), Data = default };
}
