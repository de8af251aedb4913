using Ao.Agents;
using Ao.Commands;
using Ao.Configuration;
using Ao.Scm;

namespace Ao.Projects;

/// <summary>A configured project.</summary>
internal sealed record Project(ProjectId Id, ProjectOptions Options)
{
    public string Prefix => Options.Prefix ?? Id.Value;

    public ProjectSource Source => new()
    {
        Project = Id,
        Location = LocationOf(Options),
        BaseBranch = Options.BaseBranch,
    };

    /// <summary>What is no full path is a folder to the default scm alone; to any other it may be a name, such as that of a repository on a forge.</summary>
    private static string LocationOf(ProjectOptions options) =>
        Path.IsPathFullyQualified(options.Path) || (options.Scm == ProjectOptions.DefaultScm && !(Uri.TryCreate(options.Path, UriKind.Absolute, out var address) && !address.IsFile))
            ? Path.GetFullPath(options.Path)
            : options.Path;

    /// <summary>Gives what the configuration says of an agent.</summary>
    public AgentOptions OptionsOf(string agent) => Options.Agents.TryGetValue(agent, out var configured) ? configured : new AgentOptions();

    /// <summary>Gives the name of the runtime for a way of running.</summary>
    public string RuntimeFor(AgentMode mode) => mode == AgentMode.Interactive && Options.InteractiveRuntime is { } interactive ? interactive : Options.Runtime;

    /// <summary>Gives the settings of an agent, with the variables of the host that the project passes on.</summary>
    public AgentSettings SettingsOf(string agent)
    {
        var options = OptionsOf(agent);
        var environment = new Dictionary<string, string>(options.Environment, StringComparer.Ordinal);
        foreach (var name in options.PassEnvironment)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment.TryAdd(name, value);
            }
        }

        return new AgentSettings
        {
            Model = options.Model,
            Permissions = options.Permissions,
            Command = options.Command.Count > 0 ? new CommandLine(options.Command[0], [.. options.Command.Skip(1)]) : null,
            ExtraArguments = [.. options.ExtraArguments],
            Environment = environment,
            Options = new Dictionary<string, string>(options.Options, StringComparer.OrdinalIgnoreCase),
        };
    }
}
