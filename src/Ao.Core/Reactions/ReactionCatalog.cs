using System.Collections.Frozen;
using Ao.Configuration;
using Ao.Projects;
using Microsoft.Extensions.Options;

namespace Ao.Reactions;

/// <summary>The reactions of each project, as the configuration has them.</summary>
internal sealed class ReactionCatalog(ProjectCatalog projects, IOptions<AoOptions> options)
{
    /// <summary>Stands in <see cref="ReactionOptions.On"/> for what the host signals only.</summary>
    public const string Signal = "signal";

    private readonly FrozenDictionary<ProjectId, FrozenDictionary<string, ReactionPolicy>> _policies = projects.All.ToFrozenDictionary(
        static project => project.Id,
        project => Resolve(options.Value, project.Options).ToFrozenDictionary(static policy => policy.Key, StringComparer.Ordinal));

    /// <summary>Gives the reactions of a project; none where the configuration has it no longer.</summary>
    public IReadOnlyCollection<ReactionPolicy> Of(ProjectId project) => _policies.TryGetValue(project, out var policies) ? policies.Values : [];

    public ReactionPolicy? Find(ProjectId project, string key) => _policies.GetValueOrDefault(project)?.GetValueOrDefault(key);

    /// <summary>Puts together what holds for a project.</summary>
    public static IEnumerable<ReactionPolicy> Resolve(AoOptions options, ProjectOptions project)
    {
        var own = project.Reactions ?? new Dictionary<string, ReactionOptions>();
        var common = options.Reactions ?? new Dictionary<string, ReactionOptions>();
        var keys = ReactionKeys.All.Concat(common.Keys).Concat(own.Keys).Select(static key => key.ToLowerInvariant()).Distinct(StringComparer.Ordinal);
        return keys.Select(key => ReactionDefaults.Of(key).With(Find(common, key)).With(Find(own, key)));
    }

    private static ReactionOptions? Find(IDictionary<string, ReactionOptions> named, string key) =>
        named.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
}
