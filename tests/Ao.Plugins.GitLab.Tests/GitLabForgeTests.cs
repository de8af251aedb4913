using Ao.TestSupport;

namespace Ao.Plugins.GitLab.Tests;

/// <summary>What every forge keeps, over our stub of GitLab and real repositories.</summary>
public sealed class GitLabForgeTests : ForgeConformance
{
    protected override async Task<ForgeWorld> StartAsync() => await GitLabWorld.StartAsync();
}
