using Ao.Effects;
using Ao.Plugins;
using Ao.Projects;
using Ao.Sessions.Steps;

namespace Ao.Trackers;

/// <summary>Reads issues, and changes them through the effect gate.</summary>
internal sealed class IssueService(ProjectCatalog projects, ISlotCatalog plugins, IEffectGate gate, OperationKeys keys) : IIssues
{
    public async Task<Issue?> GetAsync(ProjectId project, string id, CancellationToken cancellationToken = default)
    {
        var (configured, _, tracker) = TrackerOf(project);
        return await tracker.GetAsync(configured.Source, id, cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<Issue> ListAsync(ProjectId project, IssueQuery query, CancellationToken cancellationToken = default)
    {
        var (configured, _, tracker) = TrackerOf(project);
        return tracker.ListAsync(configured.Source, query, cancellationToken);
    }

    public async Task<Issue> CreateAsync(ProjectId project, IssueDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var (configured, name, _) = TrackerOf(project);
        var request = new IssueRequest
        {
            Key = keys.Of(project, $"issue/{OperationKeys.IntentOf(draft.Key)}"),
            Source = configured.Source,
            Title = draft.Title,
            Body = draft.Body,
            Labels = draft.Labels,
            Assignees = draft.Assignees,
        };
        var effect = IssueEffects.Create(name, request);
        var action = IssueActions.Create(plugins, name, request);
        return (await gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false)).Require(effect);
    }

    public async Task<Issue> UpdateAsync(ProjectId project, string id, IssueEdit edit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var (configured, name, _) = TrackerOf(project);
        var update = new IssueUpdate
        {
            Key = keys.Of(project, $"issue-update/{OperationKeys.Part(id)}/{OperationKeys.IntentOf(edit.Key)}"),
            Source = configured.Source,
            Id = id,
            Title = edit.Title,
            Body = edit.Body,
            IsOpen = edit.IsOpen,
            Labels = edit.Labels,
            Assignees = edit.Assignees,
            Comment = edit.Comment,
        };

        var effect = IssueEffects.Update(name, update);
        var action = IssueActions.Update(plugins, name, update);
        return (await gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false)).Require(effect);
    }

    private (Project Project, string Name, ITracker Tracker) TrackerOf(ProjectId id)
    {
        var project = projects.Get(id);
        return project.Options.Tracker is { } name
            ? (project, name, plugins.Get<ITracker>(name))
            : throw new AoException($"Project '{id}' has no tracker. Name one with Ao:Projects:{id}:Tracker.");
    }
}
