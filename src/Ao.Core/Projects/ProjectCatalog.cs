using System.Collections.Frozen;
using Ao.Configuration;
using Microsoft.Extensions.Options;

namespace Ao.Projects;

/// <summary>The projects of the configuration.</summary>
internal sealed class ProjectCatalog(IOptions<AoOptions> options)
{
    private readonly FrozenDictionary<string, Project> _projects = options.Value.Projects
        .Select(static project => new Project(new ProjectId(project.Key), project.Value))
        .ToFrozenDictionary(static project => project.Id.Value, StringComparer.Ordinal);

    public IEnumerable<Project> All => _projects.Values;

    /// <summary>Gives a project, or <see langword="null"/> where the configuration no longer has it.</summary>
    public Project? Find(ProjectId id) => _projects.GetValueOrDefault(id.Value);

    public Project Get(ProjectId id) => Get(id.Value);

    public Project Get(string name) =>
        _projects.TryGetValue(name, out var project)
            ? project
            : throw new AoException($"There is no project '{Printable.Quote(name)}'. The configuration has {(_projects.Count == 0 ? "none: add one to Ao:Projects" : string.Join(", ", _projects.Keys.Order(StringComparer.Ordinal)))}.");
}
