using Ao.Configuration;
using Ao.Projects;

namespace Ao.Governance;

internal sealed class GovernanceDesk(PolicySet policies, PolicyProjection known, ProjectCatalog projects, BackTester tester) : IGovernance
{
    public PolicyVersion Current(ProjectId project)
    {
        var (version, content) = policies.Of(projects.Get(project).Id);
        var adopted = known.CurrentOf(project);
        return new PolicyVersion(version, content, adopted?.Version == version ? adopted.At : null);
    }

    public IReadOnlyList<PolicyVersion> History(ProjectId project) =>
        [.. known.HistoryOf(project).Select(static adopted => new PolicyVersion(adopted.Version, adopted.Content, adopted.At))];

    public Task<PolicyBackTest> BackTestAsync(ProjectId project, ProjectPolicyOptions candidate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var problems = new ConfigurationProblems(null);
        new AnnotationValidator(problems).Validate(candidate, "Policy");
        return problems.Lines.Count > 0
            ? throw new ConfigurationException("The policy to be tested", problems.Lines)
            : TestAsync(project, candidate, policies.Owners, cancellationToken);
    }

    public Task<PolicyBackTest> BackTestAsync(ProjectId project, IEffectPolicy candidate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        IReadOnlyList<IEffectPolicy> owners = [.. policies.Owners.Where(policy => !policy.Name.Equals(candidate.Name, StringComparison.OrdinalIgnoreCase)), candidate];
        PolicySet.Check(owners);
        return TestAsync(project, projects.Get(project).Options.Policy, owners, cancellationToken);
    }

    private Task<PolicyBackTest> TestAsync(ProjectId project, ProjectPolicyOptions options, IReadOnlyList<IEffectPolicy> owners, CancellationToken cancellationToken) =>
        tester.TestAsync(project, new ProjectOptions { Gates = projects.Get(project).Options.Gates, Policy = options }, owners, cancellationToken);
}
