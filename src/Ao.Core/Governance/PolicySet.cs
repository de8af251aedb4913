using System.Collections.Frozen;
using Ao.Projects;

namespace Ao.Governance;

/// <summary>The policies that hold in this host, and the version that they make up in each project.</summary>
internal sealed class PolicySet
{
    private const int MaxNameLength = 100;
    private readonly FrozenDictionary<string, PolicyContent> _contents;

    /// <exception cref="AoException">A policy has no name or version that can stand in a record, or two have the same name.</exception>
    public PolicySet(ProjectCatalog projects, IEnumerable<IEffectPolicy> owners)
    {
        Owners = [.. owners.OrderBy(static policy => policy.Name, StringComparer.Ordinal)];
        Check(Owners);
        _contents = projects.All.ToFrozenDictionary(static project => project.Id.Value, project => PolicyContent.Of(project.Options, Owners), StringComparer.Ordinal);
    }

    /// <summary>Gets the owner's policies, by name.</summary>
    public IReadOnlyList<IEffectPolicy> Owners { get; }

    /// <summary>Gives what holds in a project.</summary>
    public PolicyContent Of(ProjectId project) => _contents.GetValueOrDefault(project.Value) ?? PolicyContent.None;

    public static void Check(IReadOnlyList<IEffectPolicy> policies)
    {
        foreach (var policy in policies)
        {
            CheckText(policy, "name", policy.Name);
            CheckText(policy, "version", policy.Version);
            if (policy.Name.Equals(ConfiguredPolicy.OwnName, StringComparison.OrdinalIgnoreCase))
            {
                throw new AoException($"The policy {policy.GetType()} is named '{policy.Name}', which is the name of what the settings say. Give it a name of its own.");
            }
        }

        if (policies.GroupBy(static policy => policy.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            throw new AoException($"{twice.Count()} policies are named '{twice.Key}': {string.Join(", ", twice.Select(static policy => policy.GetType()))}. Give each a name of its own.");
        }
    }

    private static void CheckText(IEffectPolicy policy, string what, string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxNameLength || Printable.Quote(text) != text)
        {
            throw new AoException($"The {what} of the policy {policy.GetType()}, '{Printable.Quote(text)}', cannot stand in a record. Give it 1 to {MaxNameLength} printable characters.");
        }
    }
}
