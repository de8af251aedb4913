using Ao.Hosting;
using Ao.Journal;
using Ao.Projects;
using Microsoft.Extensions.Logging;

namespace Ao.Governance;

/// <summary>Writes down, before anything is done, that another policy holds in a project than the last one that is known.</summary>
internal sealed partial class PolicyAdoption(PolicySet policies, PolicyProjection known, ProjectCatalog projects, FactLog log, TimeProvider time, ILogger<PolicyAdoption> logger) : IEngineStage
{
    public int Order => 290;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        foreach (var project in projects.All.OrderBy(static project => project.Id.Value, StringComparer.Ordinal))
        {
            var (version, content) = policies.Of(project.Id);
            var last = known.CurrentOf(project.Id);
            if (last?.Version != version)
            {
                var adopted = new PolicyFacts.Adopted(project.Id, version, content, time.GetUtcNow());
                await log.AppendAsync(GovernanceFactKinds.StreamOf(project.Id), expectedVersion: null, [adopted], cancellationToken).ConfigureAwait(false);
                LogAdopted(project.Id, version, last?.Version ?? "none");
            }
        }
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Policy {Version} holds in project {Project}; before it was {Before}.")]
    private partial void LogAdopted(ProjectId project, string version, string before);
}
