using Ao.Configuration;

namespace Ao.Forks;

/// <summary>What holds for a project among forks, its settings and their defaults taken together.</summary>
internal static class ForkTerms
{
    public static ForkRole RoleOf(ForkOptions options) => options.Role ?? (options.Upstream is null ? ForkRole.Upstream : ForkRole.Sovereign);

    public static ForkPolicy PolicyOf(ForkOptions options) => options.Policy ?? (RoleOf(options) == ForkRole.Contributor ? ForkPolicy.UpstreamFirst : ForkPolicy.ForkFirst);
}
