using Ao.Configuration;
using Ao.Projects;

namespace Ao.Forks;

/// <summary>What holds for a project among forks, its settings and their defaults taken together.</summary>
internal static class ForkTerms
{
    /// <summary>Gives what the project is called by other forks.</summary>
    /// <exception cref="AoException">It is not declared as a fork.</exception>
    public static string NameOf(Project project) =>
        project.Options.Fork.Name ?? throw new AoException($"Project '{project.Id}' is not declared as a fork. Give it a Fork:Name in the configuration.");

    public static ForkRole RoleOf(ForkOptions options) => options.Role ?? (options.Upstream is null ? ForkRole.Upstream : ForkRole.Sovereign);

    public static ForkPolicy PolicyOf(ForkOptions options) => options.Policy ?? (RoleOf(options) == ForkRole.Contributor ? ForkPolicy.UpstreamFirst : ForkPolicy.ForkFirst);
}
