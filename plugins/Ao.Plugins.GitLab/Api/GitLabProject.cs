using Ao.Plugins.GitLab.Data;

namespace Ao.Plugins.GitLab.Api;

/// <summary>A project at GitLab.</summary>
internal sealed record GitLabProject
{
    public required long Id { get; init; }

    /// <summary>Gets its path: <c>group/name</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Gets where a person reads it; it also names the project as a push target.</summary>
    public required string Address { get; init; }

    /// <summary>Gets where git clones it from.</summary>
    public required string GitAddress { get; init; }

    public string? DefaultBranch { get; init; }

    public string? MergeMethod { get; init; }

    public string? SquashOption { get; init; }

    public bool HasMergeTrains { get; init; }

    /// <summary>Gets the id of the project that it was forked from.</summary>
    public long? Upstream { get; init; }

    /// <summary>Gets the start of the paths of its own resources.</summary>
    public string Api => FormattableString.Invariant($"projects/{Id}");

    public static GitLabProject Of(ProjectData data, GitLabOptions options)
    {
        // Not what the server calls itself: it may do that by another name than it is reached by.
        var address = $"{options.Address.AbsoluteUri.TrimEnd('/')}/{data.PathWithNamespace}";
        return new GitLabProject
        {
            Id = data.Id,
            Path = ProjectPath.IsOne(data.PathWithNamespace) ? data.PathWithNamespace : throw new AoException($"GitLab names the project {data.Id} '{Printable.Quote(data.PathWithNamespace)}', which is no path. Look at the project's settings."),
            Address = address,
            GitAddress = options.GitAddress?.Replace("{path}", data.PathWithNamespace, StringComparison.Ordinal) ?? $"{address}.git",
            DefaultBranch = data.DefaultBranch,
            MergeMethod = data.MergeMethod,
            SquashOption = data.SquashOption,
            HasMergeTrains = data.MergeTrainsEnabled,
            Upstream = data.ForkedFromProject?.Id,
        };
    }
}
