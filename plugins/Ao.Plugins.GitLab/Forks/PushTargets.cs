using System.Text.Json;
using Ao.Files;
using Ao.Plugins.GitLab.Api;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Forks;

/// <summary>Keeps where projects' changes are published: the source, or one of its forks.</summary>
internal sealed class PushTargets(Projects projects, PluginEnvironment environment) : IDisposable
{
    private const int MaxFile = 4 * 1024 * 1024;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private string File => Path.Combine(environment.DataFolder, "push-targets.json");

    /// <summary>Gives the project that changes are published in now.</summary>
    public async ValueTask<GitLabProject> GetAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var kept = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return kept.TryGetValue(source.Project.ToString(), out var id)
            ? await projects.OfAsync(id, cancellationToken).ConfigureAwait(false)
            : await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the project that changes are published in, which must be the one that was agreed to.</summary>
    public async ValueTask<GitLabProject> RequireAsync(ProjectSource source, string agreed, CancellationToken cancellationToken)
    {
        var target = await GetAsync(source, cancellationToken).ConfigureAwait(false);
        return target.Address == agreed
            ? target
            : throw new AoException($"The push target of project '{source.Project}' is '{target.Address}' by now, not '{Printable.Quote(agreed)}'. Ask again for the merge request as it would be now.");
    }

    /// <summary>Switches it.</summary>
    public async ValueTask SetAsync(ProjectSource source, string location, CancellationToken cancellationToken)
    {
        var origin = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var target = await projects.OfLocationAsync(location, cancellationToken).ConfigureAwait(false);
        if (target.Id != origin.Id && target.Upstream != origin.Id)
        {
            throw new AoException($"'{Printable.Quote(location)}' is neither '{origin.Path}' nor a fork of it. Name one of those.");
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var kept = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (target.Id == origin.Id)
            {
                kept.Remove(source.Project.ToString());
            }
            else
            {
                kept[source.Project.ToString()] = target.Id;
            }

            await DurableFile.WriteAsync(File, JsonSerializer.SerializeToUtf8Bytes(kept, StateJson.Default.DictionaryStringInt64), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<Dictionary<string, long>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!System.IO.File.Exists(File))
        {
            return [];
        }

        try
        {
            return new FileInfo(File).Length > MaxFile
                ? throw new AoException($"The file '{File}' is larger than {MaxFile} bytes. Remove it: the projects' sources are the push targets then.")
                : JsonSerializer.Deserialize(await System.IO.File.ReadAllBytesAsync(File, cancellationToken).ConfigureAwait(false), StateJson.Default.DictionaryStringInt64) ?? [];
        }
        catch (JsonException exception)
        {
            throw new AoException($"The file '{File}' cannot be read. Remove it: the projects' sources are the push targets then.", exception);
        }
    }
}
