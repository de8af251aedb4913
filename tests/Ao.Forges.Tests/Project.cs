using Ao.Configuration;
using Ao.Effects;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.Forges.Tests;

/// <summary>A host as a user has it: its plugins come from their folders, and its project is on the stack's GitHub.</summary>
internal sealed class Project : IDisposable
{
    public const string Name = "shop";

    /// <summary>What the repository's webhooks are signed with.</summary>
    public const string WebhookSecret = "a secret of the whole flow";

    private readonly TempFolder _folder = new();

    public IHost NewHost(Shop shop, string agent)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ao:Plugins:github:Options:Address"] = shop.Stack.GitHub!.AbsoluteUri.TrimEnd('/'),
            ["Ao:Plugins:github:Options:Token"] = shop.Stack.People["octocat"],
            ["Ao:Plugins:github:Options:GitAddress"] = $"file://{GitHubStack.GitFolder}/{{owner}}/{{name}}.git",
            ["Ao:Plugins:github:Options:WebhookSecret"] = WebhookSecret,
            ["Ao:Plugins:github:Options:WriteInterval"] = "00:00:00",
        });
        builder.Services.AddAo(options =>
        {
            options.DataFolder = _folder.Combine("data");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects[Name] = new ProjectOptions
            {
                Path = shop.Web.AbsoluteUri,
                Scm = "github",
                Tracker = "github",
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", $"set -eu\nexport TZ=UTC\ntask=$(cat \"$AO_TASK_FILE\")\n{agent}"] } },
                PullRequests = { WatchInterval = TimeSpan.FromSeconds(1), SettleTime = TimeSpan.Zero, ChecksRequired = true },
                Gates = [EffectKind.MergePullRequest],
                Backlog = { Enabled = true, Labels = ["ao:backlog"], Interval = TimeSpan.FromSeconds(1) },
            };
        });
        return builder.Build();
    }

    public void Dispose() => _folder.Dispose();
}
