using Ao.Configuration;

namespace Ao.Governance;

/// <summary>Has a policy judge what happened, and compares. It looks at recorded facts only.</summary>
internal sealed class BackTester(BackTestReader reader, PolicyJudge judge)
{
    public async Task<PolicyBackTest> TestAsync(ProjectId project, ProjectOptions options, IReadOnlyList<IEffectPolicy> policies, CancellationToken cancellationToken)
    {
        var (cases, unreadable) = await reader.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        var rulings = new List<(BackTestCase Case, PolicyRuling Ruling)>(cases.Count);
        foreach (var happened in cases.Where(static happened => happened.End != BackTestEnd.Unanswered))
        {
            rulings.Add((happened, await judge.RuleAsync(happened.Request, options, policies, cancellationToken).ConfigureAwait(false)));
        }

        var disagreements = rulings.Where(static pair => Disagrees(pair.Case.End, pair.Ruling.Verdict)).Select(static pair => Describe(pair.Case, pair.Ruling)).ToList();
        var done = rulings.Count(static pair => WasDone(pair.Case.End));
        return new PolicyBackTest
        {
            Project = project,
            Version = PolicyContent.Of(options, policies).Version,
            Approved = done,
            WouldApprove = done - disagreements.Count(static disagreement => disagreement.WasDone),
            Denied = rulings.Count - done,
            WouldStop = rulings.Count - done - disagreements.Count(static disagreement => !disagreement.WasDone),
            AskedMore = rulings.Count(static pair => pair is { Case.End: BackTestEnd.DoneUnasked, Ruling.Verdict: PolicyVerdict.Ask }),
            AskedLess = rulings.Count(static pair => pair is { Case.End: BackTestEnd.Approved, Ruling.Verdict: PolicyVerdict.Allow }),
            Unanswered = cases.Count - rulings.Count,
            Unreadable = unreadable,
            Disagreements = disagreements,
        };
    }

    private static bool WasDone(BackTestEnd end) => end is BackTestEnd.Approved or BackTestEnd.DoneUnasked;

    /// <summary>Tells whether a verdict leads elsewhere. Where a person would be asked, the person's own answer counts, as far as there is one.</summary>
    private static bool Disagrees(BackTestEnd end, PolicyVerdict verdict) => end switch
    {
        BackTestEnd.Approved or BackTestEnd.DoneUnasked => verdict == PolicyVerdict.Deny,
        BackTestEnd.Refused => verdict == PolicyVerdict.Allow,
        _ => verdict != PolicyVerdict.Deny,
    };

    private static BackTestDisagreement Describe(BackTestCase happened, PolicyRuling ruling) => new()
    {
        Operation = happened.Request.Operation,
        Kind = happened.Request.Kind,
        Title = happened.Request.Title,
        At = happened.At,
        WasDone = WasDone(happened.End),
        Happened = happened.End switch
        {
            BackTestEnd.Approved => $"approved by '{Printable.Quote(happened.By)}'",
            BackTestEnd.DoneUnasked => "done without asking",
            BackTestEnd.Refused => $"denied by '{Printable.Quote(happened.By)}'",
            _ => "denied by policy",
        },
        Would = ruling.Verdict,
        Reason = ruling.Verdict switch
        {
            PolicyVerdict.Allow => "it would have been done, and nobody asked",
            PolicyVerdict.Ask => $"a person would have been asked: {string.Join("; ", ruling.Why)}",
            _ => string.Join("; ", ruling.Why),
        },
    };
}
