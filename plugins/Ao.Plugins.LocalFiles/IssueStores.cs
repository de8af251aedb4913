using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.LocalFiles;

/// <summary>The stores of the projects, one each.</summary>
internal sealed class IssueStores(PluginEnvironment environment, IOptions<LocalFilesOptions> options, TimeProvider timeProvider, ILogger<IssueStore> logger) : IDisposable
{
    private readonly ConcurrentDictionary<ProjectId, Lazy<IssueStore>> _stores = new();

    public IssueStore Of(ProjectId project) => _stores.GetOrAdd(project, id => new Lazy<IssueStore>(() => Open(id))).Value;

    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Value.Dispose();
        }
    }

    private IssueStore Open(ProjectId project)
    {
        if (project.Value.Length == 0)
        {
            throw new AoException("The project has no name, so its issues have no folder. Give the project a name.");
        }

        var folder = Path.GetFullPath(Path.Combine(environment.DataFolder, options.Value.Folder ?? "", project.Value));
        return new IssueStore(folder, options.Value, timeProvider, logger);
    }
}
