using Ao.Forges.Tests;
using Ao.TestSupport;
using Ao.TestSupport.Forges;

[assembly: AssemblyFixture(typeof(GitHubStack))]

namespace Ao.Forges.Tests;

/// <summary>GitHub, with a git side and with every REST call compared with the published description.</summary>
public sealed class GitHubStack() : ForgeStack(new ForgeStackOptions { Services = ["github"], GitFolder = s_folder.Path, Contracts = Path.Combine(AppContext.BaseDirectory, "Contracts", "github-openapi.json") })
{
    private static readonly TempFolder s_folder = new();

    /// <summary>Gets the folder of the bare repositories.</summary>
    public static string GitFolder => s_folder.Path;
}
