using Ao.Configuration;
using Microsoft.Extensions.Options;

namespace Ao.Hosting;

/// <summary>Makes full paths of the folders that a configuration names: <c>~</c> is the account's home, and what is relative starts at the host's content root, wherever the host was started from.</summary>
/// <param name="contentRoot">The host's content root.</param>
internal sealed class FolderResolution(string contentRoot) : IPostConfigureOptions<AoOptions>
{
    private static readonly string[] s_here = ["./", "../"];

    public void PostConfigure(string? name, AoOptions options)
    {
        options.DataFolder = Resolve(options.DataFolder);
        if (options.PluginFolders is { } folders)
        {
            options.PluginFolders = [.. folders.Select(Resolve)];
        }

        foreach (var project in options.Projects?.Values.OfType<ProjectOptions>() ?? [])
        {
            project.PromptFolder = project.PromptFolder is { } prompts ? Resolve(prompts) : null;

            // Any other form may be an address that only the scm understands.
            project.Path = IsPath(project.Path) ? Resolve(project.Path) : project.Path;
            if (project.Fork is { } fork)
            {
                fork.Upstream = IsPath(fork.Upstream) ? Resolve(fork.Upstream!) : fork.Upstream;
                foreach (var peer in fork.Peers?.OfType<PeerOptions>() ?? [])
                {
                    peer.Location = IsPath(peer.Location) ? Resolve(peer.Location) : peer.Location;
                    peer.LedgerLocation = IsPath(peer.LedgerLocation) ? Resolve(peer.LedgerLocation!) : peer.LedgerLocation;
                }
            }
        }
    }

    private static bool IsPath(string? path) => path is "." or ".." or "~" || path is not null && (path.StartsWith("~/", StringComparison.Ordinal) || s_here.Any(here => path.StartsWith(here, StringComparison.Ordinal)));

    /// <summary>Gives the full path; what is empty or no path is left to the validation.</summary>
    private string Resolve(string path) => path switch
    {
        null or "" => path!,
        _ when path.Contains('\0', StringComparison.Ordinal) => path,
        "~" or ['~', '/', ..] => Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..]),
        _ => Path.GetFullPath(path, contentRoot),
    };
}
