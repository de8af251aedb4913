using System.Text;
using Ao.Agents;
using Ao.Configuration;
using Ao.Effects;
using Ao.Scm;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;

namespace Ao.Core.Tests.Configuration;

public class BindingTests
{
    private const string Yaml = """
        # A configuration that uses every part.
        Ao:
          DataFolder: /data/ao
          PluginFolders: [/plugins/a, /plugins/b]
          StopTimeout: 00:00:30
          Admission: { MaxSessions: 7, MinFreeMemoryMegabytes: 0 }
          Consent:
            Expiry: 01:00:00
          Plugins:
            local-process:
              Enabled: false
              Options:
                Anything: goes
                Nested: { Deep: [1, 2] }
          Projects:
            shop:
              Path: /repos/shop
              BaseBranch: ~
              Prefix: s
              Agent: coder
              Isolation: worktree
              Notifiers: [desk, hook]
              Gates: [MergePullRequest, createissue]
              MaxSessions: 3
              Agents:
                coder:
                  Permissions: AutoEdit
                  Command: [coder, --task, "{file}"]
                  Environment: { LANG: C }
              Verification:
                Attempts: 5
                Commands:
                  - Name: tests
                    Command: [dotnet, test]
                    Timeout: 00:05:00
              PullRequests:
                OpenWhenDone: false
                MergeMethod: Squash
        """;

    [Fact]
    public void Create_EverySetting_IsBound()
    {
        var options = ConfigurationFixture.BindYaml(Yaml);

        Assert.Equal("/data/ao", options.DataFolder);
        Assert.Equal(["/plugins/a", "/plugins/b"], options.PluginFolders);
        Assert.Equal(TimeSpan.FromSeconds(30), options.StopTimeout);
        Assert.Equal(7, options.Admission.MaxSessions);
        Assert.Equal(0, options.Admission.MinFreeMemoryMegabytes);
        Assert.Equal(TimeSpan.FromHours(1), options.Consent.Expiry);
        Assert.False(options.Plugins["local-process"].Enabled);
        var shop = options.Projects["shop"];
        Assert.Null(shop.BaseBranch);
        Assert.Equal("git", shop.Scm);
        Assert.Equal(WorkspaceIsolation.Worktree, shop.Isolation);
        Assert.Equal(["desk", "hook"], shop.Notifiers);
        Assert.Equal([EffectKind.MergePullRequest, EffectKind.CreateIssue], shop.Gates);
        Assert.Equal(3, shop.MaxSessions);
        var agent = shop.Agents["CODER"];
        Assert.Equal(PermissionMode.AutoEdit, agent.Permissions);
        Assert.Equal(["coder", "--task", "{file}"], agent.Command);
        Assert.Equal("C", agent.Environment["LANG"]);
        var command = Assert.Single(shop.Verification.Commands);
        Assert.Equal(("tests", TimeSpan.FromMinutes(5)), (command.Name, command.Timeout));
        Assert.Equal(5, shop.Verification.Attempts);
        Assert.False(shop.PullRequests.OpenWhenDone);
        Assert.Equal(MergeMethod.Squash, shop.PullRequests.MergeMethod);
    }

    [Fact]
    public void Create_PluginOptions_AreKeptAsTheirSection()
    {
        var section = ConfigurationFixture.BindYaml(Yaml).Plugins["local-process"].Options;

        Assert.NotNull(section);
        Assert.Equal("goes", section["Anything"]);
        Assert.Equal("2", section["Nested:Deep:1"]);
    }

    [Fact]
    public void Create_NoSection_GivesTheDefaults()
    {
        var options = ConfigurationFixture.Bind(null);

        Assert.Equal(20, options.Admission.MaxSessions);
        Assert.Equal([Path.Combine(AppContext.BaseDirectory, "plugins")], options.PluginFolders);
        Assert.Empty(options.Projects);
    }

    [Fact]
    public void Create_Layers_LaterOnesWin()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Combine("ao.yaml"), "Ao:\n  Projects:\n    shop:\n      Path: /yaml\n      Agent: one\n");
        using var json = new MemoryStream(Encoding.UTF8.GetBytes("""{ "$schema": "ConfigurationSchema.json", "Ao": { "Projects": { "shop": { "Agent": "two", "MaxSessions": 2 } } } }"""));
        var section = new ConfigurationBuilder()
            .AddAoYamlFile(folder.Combine("ao.yaml"))
            .AddJsonStream(json)
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("AO:PROJECTS:SHOP:MAXSESSIONS", "9")])
            .Build()
            .GetSection("Ao");

        var options = ConfigurationFixture.Bind(section, static options => options.StopTimeout = TimeSpan.FromSeconds(1));

        var (name, shop) = Assert.Single(options.Projects);
        Assert.Equal("shop", name);
        Assert.Equal(("/yaml", "two", 9), (shop.Path, shop.Agent, shop.MaxSessions));
        Assert.Equal(TimeSpan.FromSeconds(1), options.StopTimeout);
    }

    [Fact]
    public void Create_EnvironmentVariables_AreBound()
    {
        var prefix = $"T{Guid.NewGuid():N}_";
        Environment.SetEnvironmentVariable($"{prefix}AO__PROJECTS__SHOP__PATH", "/repo");
        Environment.SetEnvironmentVariable($"{prefix}AO__PROJECTS__SHOP__VERIFICATION__COMMANDS__0__NAME", "unit");
        Environment.SetEnvironmentVariable($"{prefix}AO__PROJECTS__SHOP__VERIFICATION__COMMANDS__0__COMMAND__0", "true");
        try
        {
            var options = ConfigurationFixture.Bind(new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build().GetSection("Ao"));

            Assert.Equal("/repo", options.Projects["shop"].Path);
            Assert.Equal(["shop"], options.Projects.Keys);
            Assert.Equal("unit", options.Projects["shop"].Verification.Commands[0].Name);
        }
        finally
        {
            foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    [Fact]
    public void Create_NamesInCapitals_AreTakenInLowerCase()
    {
        var options = ConfigurationFixture.BindKeys(
            ("AO:PLUGINS:OPTIONAL:ENABLED", "false"), ("AO:PROJECTS:SHOP:PATH", "/r"), ("AO:PROJECTS:SHOP:AGENT", "CODER"), ("AO:PROJECTS:SHOP:SCM", "GIT"),
            ("AO:PROJECTS:SHOP:AGENTS:CODER:MODEL", "Big"), ("AO:PROJECTS:SHOP:NOTIFIERS:0", "DESK"), ("AO:PROJECTS:SHOP:TRACKER", "FILES"));

        Assert.Equal(["optional"], options.Plugins.Keys);
        var shop = options.Projects["shop"];
        Assert.Equal(("coder", "git", "files"), (shop.Agent, shop.Scm, shop.Tracker));
        Assert.Equal(["coder"], shop.Agents.Keys);
        Assert.Equal(["desk"], shop.Notifiers);
        Assert.Equal("Big", shop.Agents["coder"].Model);
    }

    [Fact]
    public void Create_ListInCodeAndEmptyListInSection_TheSectionEmptiesIt()
    {
        var options = ConfigurationFixture.BindYaml("Ao: { Projects: { shop: { Path: /r, Notifiers: [] } } }");

        Assert.Empty(options.Projects["shop"].Notifiers);
    }
}
