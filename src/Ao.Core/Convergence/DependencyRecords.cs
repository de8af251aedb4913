using Ao.Configuration;
using Ao.Forks;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Projects;

namespace Ao.Convergence;

/// <summary>Makes the records of what a project's settings say that it relies on: anew where the settings have changed, withdrawn where they do not say so any more.</summary>
internal sealed class DependencyRecords(ConvergenceContext context, RecordRedactor redactor)
{
    public void Add(Project project, IReadOnlyList<LedgerEntry> own, List<RedactedDraft> records, List<LeftOutRecord> leftOut)
    {
        var declared = project.Options.Alignment.DependsOn.OrderBy(static dependency => dependency.Key, StringComparer.Ordinal).ToList();
        if (!project.Options.Convergence.Publish.Dependencies)
        {
            leftOut.AddRange(declared.Select(static dependency => new LeftOutRecord(LedgerKinds.Dependency, dependency.Key, "The project publishes no dependencies (Convergence:Publish:Dependencies).")));
            return;
        }

        var standing = own.Where(static entry => entry is { Kind: LedgerKinds.Dependency, Stands: true, Subject: not null }).ToDictionary(static entry => entry.Subject!, StringComparer.Ordinal);
        foreach (var (name, dependency) in declared)
        {
            if (dependency.Fork != ForkNames.Upstream && IdOf(project.Id, dependency.Fork) is null)
            {
                leftOut.Add(new LeftOutRecord(LedgerKinds.Dependency, name, $"The project knows no fork '{Printable.Quote(dependency.Fork)}' whose key is pinned, so that others could not tell whose code it is."));
            }
            else if (Of(project.Id, name, dependency) is var draft && (!standing.TryGetValue(name, out var before) || !LedgerBody.SaysTheSame(before, draft.Draft, LedgerBodiesJson.Default.DependencyBody)))
            {
                records.Add(draft);
            }
        }

        // All that were ever said of it: what an edit had replaced would stand again without it.
        foreach (var entry in own.Where(entry => entry is { Kind: LedgerKinds.Dependency, IsWithdrawn: false, Subject: { } name } && !project.Options.Alignment.DependsOn.ContainsKey(name)))
        {
            var body = new WithdrawBody { Record = entry.Id, Reason = "The project does not rely on it any more." };
            records.Add(new RedactedDraft(LedgerBody.Draft(LedgerKinds.Withdraw, body, LedgerBodiesJson.Default.WithdrawBody), entry.Subject!, Redactions: 0));
        }
    }

    private string? IdOf(ProjectId project, string fork) => context.PeersOf(project).FirstOrDefault(peer => peer.Name == fork)?.ForkId;

    private RedactedDraft Of(ProjectId project, string name, DependencyOptions dependency)
    {
        var clean = new Redaction(redactor);
        var body = new DependencyBody
        {
            Key = name,
            On = dependency.Fork == ForkNames.Upstream ? null : IdOf(project, dependency.Fork),
            Names = dependency.Names is { Count: > 0 } names ? [.. names.Select(clean.Take)] : null,
            Paths = dependency.Paths is { Count: > 0 } paths ? [.. paths.Select(clean.Take)] : null,
            Reason = dependency.Reason is { } reason ? clean.Take(reason) : null,
        };
        return new RedactedDraft(LedgerBody.Draft(LedgerKinds.Dependency, body, LedgerBodiesJson.Default.DependencyBody), name, clean.Count);
    }
}
