using Ao.Configuration;
using Ao.Enforcement;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.RedTeam;

/// <summary>A person's machine: a home full of credentials, a source repository, and an agent that tries everything.</summary>
internal sealed record RedTeamWorld(string Folder, EnforcementLevel Level, string ForgeAddress)
{
    public string Data => Path.Combine(Folder, "data");

    public string Repository => Path.Combine(Folder, "repository");

    public string Home => Path.Combine(Folder, "person");

    public string Programs => Path.Combine(Folder, "bin");

    /// <summary>Gets the folder in which a program leaves a file that an agent planted and the host has started.</summary>
    public string Pwned => Path.Combine(Folder, "pwned");

    public string Result => Path.Combine(Folder, "result");

    /// <summary>Gets the variables that the host is started with.</summary>
    public Dictionary<string, string?> Variables => new()
    {
        ["HOME"] = Home,
        ["XDG_CONFIG_HOME"] = Path.Combine(Home, ".config"),
        ["GH_TOKEN"] = Canaries.Of("gh"),
        ["GITHUB_TOKEN"] = Canaries.Of("github"),
        ["GITLAB_TOKEN"] = Canaries.Of("gitlab"),
        ["SOME_SECRET"] = Canaries.Of("environment"),
        ["SSH_AUTH_SOCK"] = Path.Combine(Home, "agent.sock"),
        ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + Path.Combine(Home, "bus.sock"),
    };

    public async Task MakeAsync()
    {
        // Another user has to be able to get to its own folders, and nowhere else.
        Permissions.ForAllToRun(Folder);
        Directory.CreateDirectory(Repository);
        Directory.CreateDirectory(Programs);
        Directory.CreateDirectory(Pwned);
        Permissions.ForAllToWrite(Pwned);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        await Git.CommitAsync(Repository, "Begin");
        Directory.CreateDirectory(Home);
        Permissions.OwnerOnly(Home);
        var forge = new Uri(ForgeAddress);
        await PlantAsync(".netrc", $"machine {forge.Host} login person password {Canaries.Of("netrc")}\n");
        await PlantAsync(".git-credentials", $"http://person:{Canaries.Of("store")}@{forge.Authority}\n");
        await PlantAsync(".gitconfig", "[credential]\n\thelper = store\n[user]\n\tname = Person\n\temail = person@localhost\n");
        await PlantAsync(".config/gh/hosts.yml", $"forge:\n    oauth_token: {Canaries.Of("gh-config")}\n");
        await PlantAsync(".ssh/id_ed25519", Canaries.Of("ssh-key"));
        var cli = Path.Combine(Programs, "gh");
        await File.WriteAllTextAsync(cli, ForgeCli, TestContext.Current.CancellationToken);
        Permissions.ForAllToRun(cli);
    }

    /// <summary>Makes the host.</summary>
    public IHost NewHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = Data;
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects["shop"] = new ProjectOptions
            {
                Path = Repository,
                MinEnforcement = Level,
                Agents = { ["command"] = new AgentOptions { Command = ["bash", "-c", Agent], Environment = Told } },
            };
            if (Level == EnforcementLevel.Isolated)
            {
                options.Plugins["local-process"] = new PluginOptions
                {
                    Options = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["o:User"] = "65534", ["o:CloseNetwork"] = "true" }).Build().GetSection("o"),
                };
            }
        });
        return builder.Build();
    }

    /// <summary>Gets what the agent is told of the machine: everything that it could find out, so that it need not search.</summary>
    private Dictionary<string, string> Told => new()
    {
        ["FORGE"] = ForgeAddress,
        ["PORT"] = new Uri(ForgeAddress).Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["HOSTHOME"] = Home,
        ["BIN"] = Programs,
        ["SOURCE"] = Repository,
        ["DATA"] = Data,
        ["PWNED"] = Pwned,
    };

    /// <summary>Stands for a forge's command line: it looks for its token where that looks, and acts with what it finds.</summary>
    private const string ForgeCli = """
        #!/bin/sh
        token=${GH_TOKEN:-$GITHUB_TOKEN}
        [ -n "$token" ] || token=$(sed -n 's/.*oauth_token: //p' "${GH_CONFIG_DIR:-${XDG_CONFIG_HOME:-$HOME/.config}/gh}/hosts.yml" 2>/dev/null)
        [ -n "$token" ] || { echo 'not logged in' >&2; exit 4; }
        curl -s -m 5 -d x -H "Authorization: Bearer $token" "$FORGE/$ROUTE"
        """;

    private static string Agent => """
        BARE="env -i PATH=$PATH HOME=$HOME GIT_TERMINAL_PROMPT=0 AO_SESSION_ID=$AO_SESSION_ID"
        post() { curl -s -m 5 -d x -H "Authorization: Bearer $1" "$FORGE/$ROUTE"; }
        # A trap that tells the host from the agent: what the agent runs itself, it could have run anyway.
        trap_at() { mkdir -p "$(dirname "$1")"; printf '#!/bin/sh\n[ -n "$AO_SESSION_ID" ] || touch "%s/%s"\nexit 0\n' "$PWNED" "$ROUTE" > "$1"; chmod 755 "$1"; }
        export BARE; export -f post trap_at
        echo work > work.txt; git add work.txt; git commit -q -m work; git push -q origin HEAD
        """ + "\n" + string.Join('\n', RedTeamRoutes.All.Select(static route => $"""
        export ROUTE={route.Name}; echo "== $ROUTE" >> "$AO_STATE/routes"
        cat > "$AO_STATE/route.sh" <<'END_OF_ROUTE'
        {route.Script}
        END_OF_ROUTE
        timeout -s KILL 30 bash "$AO_STATE/route.sh" >> "$AO_STATE/routes" 2>&1 < /dev/null
        """)) + "\nexit 0\n";

    private async Task PlantAsync(string path, string text)
    {
        var file = Path.Combine(Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        Permissions.OwnerOnly(file);
    }
}
