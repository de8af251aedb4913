using Ao.Consents;
using Ao.Effects;
using Ao.Journal;

namespace Ao.Governance;

/// <summary>Reads from the journal what was asked, done or denied in a project.</summary>
internal sealed class BackTestReader(IJournal journal, FactCatalog catalog)
{
    public async ValueTask<(IReadOnlyList<BackTestCase> Cases, int Unreadable)> ReadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var cases = new List<BackTestCase>();
        var questions = new Dictionary<string, int>(StringComparer.Ordinal);
        var unreadable = 0;
        var until = journal.Head;
        await foreach (var fact in journal.ReadAsync(0, cancellationToken).ConfigureAwait(false))
        {
            if (fact.Position > until)
            {
                break;
            }

            if (!AuditEntry.IsAudited(fact))
            {
                continue;
            }

            try
            {
                Take(fact, catalog.Decode(fact), project, cases, questions);
            }
            catch (UnreadableFactException)
            {
                // The journal has reported it; here it is counted.
                unreadable++;
            }
        }

        return (cases, unreadable);
    }

    private static void Take(Fact fact, object? body, ProjectId project, List<BackTestCase> cases, Dictionary<string, int> questions)
    {
        switch (body)
        {
            case ConsentFacts.Requested asked when asked.Project == project:
                questions[asked.Id] = cases.Count;
                cases.Add(new BackTestCase(PolicyRequests.Of(asked.Operation, asked.Kind, asked.Project, asked.Session, asked.Title, asked.Parameters), fact.At, BackTestEnd.Unanswered));
                break;
            case ConsentFacts.Answered answered when questions.TryGetValue(answered.Id, out var index):
                cases[index] = cases[index] with { End = answered.Decision == ConsentDecision.Approve ? BackTestEnd.Approved : BackTestEnd.Refused, By = answered.By.Id };
                break;
            case EffectFacts.Intended { ConsentId: null } intent when intent.Project == project:
                cases.Add(new BackTestCase(PolicyRequests.Of(intent.Key, intent.Kind, intent.Project, intent.Session, intent.Title, intent.Parameters), fact.At, BackTestEnd.DoneUnasked));
                break;
            case PolicyFacts.Denied denied when denied.Project == project:
                cases.Add(new BackTestCase(PolicyRequests.Of(denied.Key, denied.Kind, denied.Project, denied.Session, denied.Title, denied.Parameters), fact.At, BackTestEnd.DeniedByPolicy));
                break;
        }
    }
}
