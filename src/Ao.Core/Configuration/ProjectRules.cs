using System.Globalization;

namespace Ao.Configuration;

/// <summary>What attributes cannot say of options: names, and how settings go together.</summary>
internal sealed class ProjectRules(ConfigurationProblems problems)
{
    public void Validate(AoOptions options)
    {
        CheckText("DataFolder", options.DataFolder);
        CheckTexts("PluginFolders", options.PluginFolders);
        foreach (var (id, plugin) in options.Plugins ?? new Dictionary<string, PluginOptions>())
        {
            CheckHashes($"Plugins:{id}:Sha256", plugin?.Sha256);
        }

        foreach (var (name, project) in options.Projects)
        {
            if (project is not null)
            {
                ValidateProject($"Projects:{name}", name, project);
            }
        }

        CheckPrefixes(options.Projects);
        new ConsentRules(problems).Validate(options);
        new ReactionRules(problems).Validate(options);
        new NotificationRules(problems).Validate(options);
    }

    private void ValidateProject(string key, string name, ProjectOptions project)
    {
        if (!ProjectId.TryParse(name, null, out _))
        {
            problems.Add(key, $"cannot name a project. Use 1 to {ProjectId.MaxLength} of a-z, 0-9 and '-', not first or last a hyphen");
        }

        if (project.Prefix is { } prefix && !SessionId.IsValidPrefix(prefix))
        {
            problems.Add($"{key}:Prefix", $"'{Printable.Quote(prefix)}' cannot be a session prefix. Use 1 to {SessionId.MaxPrefixLength} of a-z, 0-9 and '-', not first or last a hyphen");
        }

        CheckText($"{key}:Path", project.Path);
        CheckText($"{key}:BaseBranch", project.BaseBranch);
        if (project.BaseBranch is { } branch && branch.StartsWith('-'))
        {
            problems.Add($"{key}:BaseBranch", "begins with a hyphen, which no branch may");
        }

        foreach (var (slot, chosen) in new[] { ("Scm", project.Scm), ("Agent", project.Agent), ("Runtime", project.Runtime) })
        {
            if (string.IsNullOrWhiteSpace(chosen) && !problems.Has($"{key}:{slot}"))
            {
                problems.Add($"{key}:{slot}", "is empty. Name an implementation, or remove the setting for the default");
            }
        }

        foreach (var (slot, chosen) in new[] { ("InteractiveRuntime", project.InteractiveRuntime), ("Terminal", project.Terminal), ("Tracker", project.Tracker), ("Reporter", project.Reporter), ("Alignment:Detector", project.Alignment?.Detector) })
        {
            if (chosen is not null && string.IsNullOrWhiteSpace(chosen) && !problems.Has($"{key}:{slot}"))
            {
                problems.Add($"{key}:{slot}", "is empty. Name an implementation, or remove the setting: its default is taken then");
            }
        }

        CheckTexts($"{key}:Notifiers", project.Notifiers);
        CheckTexts($"{key}:PullRequests:RequiredChecks", project.PullRequests?.RequiredChecks);
        CheckTexts($"{key}:Policy:ForkOwners:Allow", project.Policy?.ForkOwners?.Allow);
        CheckTexts($"{key}:Policy:ForkOwners:Deny", project.Policy?.ForkOwners?.Deny);
        CheckTexts($"{key}:Backlog:Labels", project.Backlog?.Labels);
        CheckTexts($"{key}:Convergence:Detectors", project.Convergence?.Detectors);
        CheckTexts($"{key}:Convergence:Publish:Components", project.Convergence?.Publish?.Components);
        CheckTexts($"{key}:Convergence:Publish:ExceptComponents", project.Convergence?.Publish?.ExceptComponents);
        CheckTexts($"{key}:Convergence:Publish:ExceptPaths", project.Convergence?.Publish?.ExceptPaths);
        if (project.Backlog is { Enabled: true } backlog)
        {
            if (string.IsNullOrWhiteSpace(project.Tracker))
            {
                problems.Add($"{key}:Backlog:Enabled", "is true and the project has no tracker to take issues from. Name one with Tracker");
            }

            if (backlog.Labels is not { Count: > 0 } && string.IsNullOrWhiteSpace(backlog.Text))
            {
                problems.Add($"{key}:Backlog:Labels", "is empty and so is Text, so that every issue that anybody opens would be worked on. Name a label");
            }
        }

        ValidateCommands($"{key}:Verification:Commands", project.Verification?.Commands);
        new ReviewRules(problems).Validate($"{key}:Reviews", project.Reviews);
        new ForkRules(problems).Validate($"{key}:Fork", project.Path, project.Fork);
        new DependencyRules(problems).Validate($"{key}:Alignment:DependsOn", project);
    }

    private void ValidateCommands(string key, IList<VerificationCommandOptions>? commands)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < commands?.Count; index++)
        {
            var commandKey = string.Create(CultureInfo.InvariantCulture, $"{key}:{index}");
            var command = commands[index];
            if (command is { Command.Count: > 0 } && string.IsNullOrWhiteSpace(command.Command[0]) && !problems.Has($"{commandKey}:Command:0"))
            {
                problems.Add($"{commandKey}:Command:0", "is empty. Name the program to run");
            }

            if (command?.Name is { Length: > 0 } name && !names.Add(name))
            {
                problems.Add($"{commandKey}:Name", $"'{Printable.Quote(name)}' names another command of the project too. Give each its own name");
            }
        }
    }

    private void CheckPrefixes(IDictionary<string, ProjectOptions> projects)
    {
        var byPrefix = projects
            .Where(static project => project.Value is not null)
            .GroupBy(static project => project.Value.Prefix ?? project.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var group in byPrefix.Where(static group => group.Count() > 1))
        {
            var names = group.Select(static project => project.Key).Order(StringComparer.Ordinal).ToList();
            foreach (var (name, _) in group.Skip(1))
            {
                problems.Add($"Projects:{name}:Prefix", $"'{Printable.Quote(group.Key)}' is the prefix of {string.Join(" and ", names.Select(Printable.Quote))}. Give each project a prefix of its own");
            }
        }
    }

    private void CheckTexts(string key, IList<string>? texts)
    {
        for (var index = 0; index < texts?.Count; index++)
        {
            var itemKey = string.Create(CultureInfo.InvariantCulture, $"{key}:{index}");
            if (string.IsNullOrWhiteSpace(texts[index]) && !problems.Has(itemKey))
            {
                problems.Add(itemKey, "is empty. Give it a value or remove the entry");
            }

            CheckText(itemKey, texts[index]);
        }
    }

    private void CheckHashes(string key, IList<string>? hashes)
    {
        for (var index = 0; index < hashes?.Count; index++)
        {
            var hash = hashes[index]?.Trim() ?? "";
            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}:{index}"), $"'{Printable.Quote(hash)}' is no SHA-256. Write its 64 hexadecimal digits");
            }
        }
    }

    private void CheckText(string key, string? text)
    {
        if (text is not null && text.Any(char.IsControl))
        {
            problems.Add(key, $"'{Printable.Quote(text)}' holds a control character. Remove it");
        }
    }
}
