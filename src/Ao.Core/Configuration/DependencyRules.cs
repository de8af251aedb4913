using System.Globalization;
using Ao.Forks;

namespace Ao.Configuration;

/// <summary>What attributes cannot say of declared dependencies: their names, whose code it is, and that others can find it.</summary>
internal sealed class DependencyRules(ConfigurationProblems problems)
{
    private const int MaxDependencies = 100;
    private const int MaxEntries = 100;
    private const int MinEntry = 3;
    private const int MaxEntry = 200;
    private const int MaxReason = 500;

    public void Validate(string key, ProjectOptions project)
    {
        if (project.Alignment?.DependsOn is not { Count: > 0 } dependencies || project.Fork is not { } fork)
        {
            return;
        }

        if (fork.Name is null)
        {
            problems.Add(key, "is of no effect, because the project is not declared as a fork. Give it a Fork:Name, or remove the dependencies");
            return;
        }

        if (dependencies.Count > MaxDependencies)
        {
            problems.Add(key, $"has {dependencies.Count} dependencies. Use {MaxDependencies} at most");
        }

        foreach (var (name, dependency) in dependencies.Where(static dependency => dependency.Value is not null))
        {
            Check($"{key}:{name}", name, dependency, fork);
        }
    }

    private void Check(string key, string name, DependencyOptions dependency, ForkOptions fork)
    {
        if (!ProjectId.TryParse(name, null, out _))
        {
            problems.Add(key, $"cannot name a dependency. Use 1 to {ProjectId.MaxLength} of a-z, 0-9 and '-', not first or last a hyphen");
        }

        if (dependency.Fork == ForkNames.Upstream && fork.Upstream is null)
        {
            problems.Add($"{key}:Fork", "is the upstream, and the project has none. Name a fork that it knows, or set Fork:Upstream");
        }
        else if (dependency.Fork is null or ForkNames.Self || !ProjectId.TryParse(dependency.Fork, null, out _))
        {
            problems.Add($"{key}:Fork", $"'{Printable.Quote(dependency.Fork ?? "")}' is no other fork. Write the name by which it is known here, or '{ForkNames.Upstream}'");
        }

        var (names, paths) = (dependency.Names?.Count ?? 0, dependency.Paths?.Count ?? 0);
        if (names + paths is 0 or > MaxEntries)
        {
            problems.Add(key, names + paths == 0 ? "names nothing. Give it Names of definitions or Paths" : $"has {names + paths} names and paths. Use {MaxEntries} at most");
        }

        CheckEntries($"{key}:Names", dependency.Names);
        CheckEntries($"{key}:Paths", dependency.Paths);
        CheckPaths($"{key}:Paths", dependency.Paths);
        if (dependency.Reason is { } reason && (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReason || reason.Any(char.IsControl)))
        {
            problems.Add($"{key}:Reason", $"is no reason. Write one line of {MaxReason} characters at most, or remove the setting");
        }
    }

    private void CheckEntries(string key, IList<string>? entries)
    {
        for (var index = 0; index < entries?.Count; index++)
        {
            if (entries[index] is not { Length: >= MinEntry and <= MaxEntry } entry || entry.Any(char.IsControl) || entry.Trim() != entry)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}:{index}"), $"'{Printable.Quote(ShortText.Of(entries[index] ?? "", MaxEntry))}' names nothing that a check could find. Write {MinEntry} to {MaxEntry} characters without spaces around them");
            }
        }
    }

    private void CheckPaths(string key, IList<string>? paths)
    {
        for (var index = 0; index < paths?.Count; index++)
        {
            if (paths[index] is { } path && (path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Split('/').Contains("..", StringComparer.Ordinal)))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}:{index}"), $"'{Printable.Quote(path)}' is no path in the repository. Write it from the repository's root with '/', such as src/runtime");
            }
        }
    }
}
