using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace Ao.Convergence;

/// <summary>What is compared and published, a project each.</summary>
internal sealed class ConvergenceProjects : IDisposable
{
    private readonly FrozenDictionary<ProjectId, ProjectConvergence> _projects;

    public ConvergenceProjects(ConvergenceContext context, RecordReader records, HistoryReader histories, ForeignPatterns foreign, FindingRecorder recorder, AnswerTrials trials, Publisher publisher, ILogger<ConvergenceProjects> logger) =>
        _projects = context.Projects.All.ToFrozenDictionary(
            static project => project.Id,
            project => new ProjectConvergence(project, context, new ForkDetection(project, context, records, histories, foreign, recorder, trials), publisher, logger));

    public IEnumerable<ProjectConvergence> All => _projects.Values;

    public ProjectConvergence? Find(ProjectId project) => _projects.GetValueOrDefault(project);

    public void Dispose()
    {
        foreach (var project in _projects.Values)
        {
            project.Dispose();
        }
    }
}
