using Ao.Configuration;
using Ao.Effects;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;

namespace Ao.Core.Tests.Configuration;

public class ConfigurationProblemTests
{
    [Theory]
    [InlineData("Ao:DataFoldr", "/x", "Ao:DataFoldr: is not a setting. Did you mean 'DataFolder'?")]
    [InlineData("Ao:Admission:MaxSesions", "1", "Ao:Admission:MaxSesions: is not a setting. Did you mean 'MaxSessions'?")]
    [InlineData("Ao:Projects:shop:Verification:Commands:0:Tmeout", "1", "Ao:Projects:shop:Verification:Commands:0:Tmeout: is not a setting. Did you mean 'Timeout'?")]
    [InlineData("Ao:Projects:shop:Agents:x:Modell", "1", "Ao:Projects:shop:Agents:x:Modell: is not a setting. Did you mean 'Model'?")]
    [InlineData("Ao:Plugins:git:Versoin", "1", "Ao:Plugins:git:Versoin: is not a setting. Did you mean 'Version'?")]
    [InlineData("Ao:Consent:Zebra", "1", "Ao:Consent:Zebra: is not a setting. Known are: Escalation, Expiry, Remind.")]
    [InlineData("Ao:Admission:MaxSessions", "0", "Ao:Admission:MaxSessions: is out of range. Use 1 to 100000")]
    [InlineData("Ao:Admission:MaxSessions", "-4", "Ao:Admission:MaxSessions: is out of range. Use 1 to 100000")]
    [InlineData("Ao:Admission:MaxSessions", "many", "Ao:Admission:MaxSessions: 'many' is not a whole number")]
    [InlineData("Ao:Admission:MaxSessions", "99999999999", "is not a whole number from")]
    [InlineData("Ao:Admission:MinFreeMemoryMegabytes", "-1", "is out of range. Use 0 to 10000000")]
    [InlineData("Ao:Projects:shop:MaxSessions", "0", "Ao:Projects:shop:MaxSessions: is out of range")]
    [InlineData("Ao:Projects:shop:Verification:Attempts", "-1", "Ao:Projects:shop:Verification:Attempts: is out of range. Use 1 to 100")]
    [InlineData("Ao:Consent:Expiry", "15", "'15' is not a duration. Write hours, minutes and seconds")]
    [InlineData("Ao:Consent:Expiry", "-00:01:00", "Ao:Consent:Expiry: is out of range. Use 00:00:01 to 30.00:00:00")]
    [InlineData("Ao:StopTimeout", "01:00:00", "Ao:StopTimeout: is out of range")]
    [InlineData("Ao:Projects:shop:Gates:0", "Deploy", "'Deploy' is not known. Use one of CreateFork, OpenPullRequest, SwitchPushTarget")]
    [InlineData("Ao:Projects:shop:Gates:0", "MergePullReqest", "Did you mean 'MergePullRequest'?")]
    [InlineData("Ao:Projects:shop:Gates:0", "99", "'99' is not known")]
    [InlineData("Ao:Projects:shop:Isolation", "Total", "'Total' is not known. Use one of ")]
    [InlineData("Ao:Projects:shop:PullRequests:OpenWhenDone", "yes", "'yes' is neither true nor false")]
    [InlineData("Ao:Projects:shop:Path", "", "Ao:Projects:shop:Path: is missing")]
    [InlineData("Ao:Projects:shop:Path", "a\0b", "holds a control character")]
    [InlineData("Ao:Projects:shop:Prefix", "../x", "'../x' cannot be a session prefix")]
    [InlineData("Ao:Projects:shop:Prefix", "-x", "'-x' cannot be a session prefix")]
    [InlineData("Ao:Projects:shop:BaseBranch", "--upload-pack=x", "begins with a hyphen")]
    [InlineData("Ao:Projects:../etc:Path", "/x", "cannot name a project")]
    [InlineData("Ao:Projects:a b:Path", "/x", "cannot name a project")]
    [InlineData("Ao:Projects:shop:Scm", " ", "Ao:Projects:shop:Scm: is empty")]
    [InlineData("Ao:Projects:shop:Tracker", "", "Ao:Projects:shop:Tracker: is empty")]
    [InlineData("Ao:Projects:shop:Reporter", " ", "Ao:Projects:shop:Reporter: is empty")]
    [InlineData("Ao:Projects:shop:InteractiveRuntime", "", "Ao:Projects:shop:InteractiveRuntime: is empty")]
    [InlineData("Ao:Projects:shop:Terminal", "", "Ao:Projects:shop:Terminal: is empty")]
    [InlineData("Ao:Projects:shop:Notifiers:0", "", "Ao:Projects:shop:Notifiers:0: is empty")]
    [InlineData("Ao:Projects:shop:Reviews:Required:0", "deep", "Ao:Projects:shop:Reviews:Required:0: 'deep' is no tier of the project. It has none: add one to Tiers")]
    [InlineData("Ao:Projects:shop:Reviews:Tiers:0:Name", "First Pass", "'First Pass' cannot name a tier")]
    [InlineData("Ao:Projects:shop:Reviews:Tiers:0:Agent", "deep", "Ao:Projects:shop:Reviews:Tiers:0:Name: is missing")]
    [InlineData("Ao:Projects:shop:Reviews:StallWindow", "1", "Ao:Projects:shop:Reviews:StallWindow: is out of range. Use 2 to 100")]
    [InlineData("Ao:Projects:shop:Fork:Upstream", "/up", "Ao:Projects:shop:Fork:Name: is missing, so that the other settings of the fork are of no effect")]
    [InlineData("Ao:Projects:shop:Fork:Name", " ", "Ao:Projects:shop:Fork:Name: is empty")]
    [InlineData("Ao:Projects:shop:Fork:Name", "a\u001bb", "holds a control character")]
    [InlineData("Ao:Projects:shop:Fork:Upstream", "--upload-pack=x", "Ao:Projects:shop:Fork:Upstream: begins with a hyphen")]
    [InlineData("Ao:Projects:shop:Fork:Upstream", "/repo", "Ao:Projects:shop:Fork:Upstream: is the project itself")]
    [InlineData("Ao:Projects:shop:Fork:UpstreamBranch", "main", "Ao:Projects:shop:Fork:UpstreamBranch: is set and there is no Upstream")]
    [InlineData("Ao:Projects:shop:Fork:Role", "Contributor", "Ao:Projects:shop:Fork:Upstream: is missing, and a Contributor has one")]
    [InlineData("Ao:Projects:shop:Fork:Role", "Boss", "'Boss' is not known. Use one of Upstream, Contributor, Sovereign")]
    [InlineData("Ao:Projects:shop:Fork:Policy", "UpstreamFirst", "Ao:Projects:shop:Fork:Policy: says UpstreamFirst and there is no Upstream")]
    [InlineData("Ao:Projects:shop:Fork:LookInterval", "00:00:10", "Ao:Projects:shop:Fork:LookInterval: is out of range. Use 00:01:00 to 30.00:00:00")]
    [InlineData("Ao:Projects:shop:Fork:Peers:0:Name", "red", "Ao:Projects:shop:Fork:Peers:0:Location: is missing")]
    [InlineData("Ao:Projects:shop:Fork:Peers:0:Name", "Red Fork", "'Red Fork' cannot name a fork")]
    [InlineData("Ao:Projects:shop:Fork:Peers:0:Name", "upstream", "'upstream' has a meaning of its own")]
    [InlineData("Ao:Projects:shop:Fork:Peers:0:Location", "-x", "Ao:Projects:shop:Fork:Peers:0:Location: begins with a hyphen")]
    [InlineData("Ao:Projects:shop:Fork:Peers:0:ForkId", "XYZ", "Ao:Projects:shop:Fork:Peers:0:ForkId: 'XYZ' is no fork id. Write its 16 hexadecimal digits")]
    [InlineData("Ao:Projects:shop:Fork:Peers:0:PublicKey", "AAAA", "Ao:Projects:shop:Fork:Peers:0:PublicKey: is no public key")]
    [InlineData("Ao:Projects:shop:Notifiers", "desk", "is a single value where settings, or a list of them, are expected")]
    [InlineData("Ao:Projects:shop:Notifiers:first", "desk", "is a named setting where a list is expected")]
    [InlineData("Ao:Projects:shop:Agent:Name", "x", "has settings beneath it where a single value is expected")]
    [InlineData("Ao:Admission", "5", "Ao:Admission: is a single value")]
    [InlineData("Ao:DataFolder", "", "Ao:DataFolder: is missing")]
    [InlineData("Ao:Plugins:git:Sha256:0", "abc", "Ao:Plugins:git:Sha256:0: 'abc' is no SHA-256. Write its 64 hexadecimal digits")]
    [InlineData("Ao:PluginTimeout", "00:00:00", "Ao:PluginTimeout: is out of range. Use 00:00:01 to 01:00:00")]
    public void Create_OneMistake_NamesItsKeyAndTheRemedy(string key, string value, string expected)
    {
        var keys = new List<(string, string?)> { (key, value) };
        if (!key.Equals("Ao:Projects:shop:Path", StringComparison.Ordinal) && key.StartsWith("Ao:Projects:shop", StringComparison.Ordinal))
        {
            keys.Add(("Ao:Projects:shop:Path", "/repo"));
        }

        var problems = ConfigurationFixture.ProblemsOfKeys([.. keys]);

        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, static problem => problem.Any(char.IsControl));
    }

    [Fact]
    public void Create_Dependencies_SayWhoseCodeAndWhatItIs()
    {
        var problems = ConfigurationFixture.ProblemsOfYaml("""
            Ao:
              Projects:
                shop:
                  Path: /repo
                  Fork: { Name: Shop }
                  Alignment:
                    DependsOn:
                      good: { Fork: red, Names: [TaskRunner.RunAsync], Paths: [src/runtime/] }
                      none: { Fork: red }
                      Bad Name: { Fork: red, Names: [Pool] }
                      itself: { Fork: self, Names: [Pool] }
                      upstream: { Names: [Pool] }
                      paths: { Fork: red, Paths: [/etc/passwd, ../other, ab] }
                bare:
                  Path: /bare
                  Alignment:
                    DependsOn:
                      runner: { Names: [Pool] }
            """);

        Assert.Equal(
            [
                "Ao:Projects:bare:Alignment:DependsOn: is of no effect, because the project is not declared as a fork.",
                "Ao:Projects:shop:Alignment:DependsOn:bad name: cannot name a dependency.",
                "Ao:Projects:shop:Alignment:DependsOn:itself:Fork: 'self' is no other fork.",
                "Ao:Projects:shop:Alignment:DependsOn:none: names nothing.",
                "Ao:Projects:shop:Alignment:DependsOn:paths:Paths:0: '/etc/passwd' is no path in the repository.",
                "Ao:Projects:shop:Alignment:DependsOn:paths:Paths:1: '../other' is no path in the repository.",
                "Ao:Projects:shop:Alignment:DependsOn:paths:Paths:2: 'ab' names nothing that a check could find.",
                "Ao:Projects:shop:Alignment:DependsOn:upstream:Fork: is the upstream, and the project has none.",
            ],
            problems.Select(static problem => problem[problem.IndexOf("Ao:", StringComparison.Ordinal)..(problem.IndexOf(". ", StringComparison.Ordinal) + 1)]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Create_PeersAtOnePlace_MayMeetWithKeysOnly()
    {
        var problems = ConfigurationFixture.ProblemsOfYaml("""
            Ao:
              Projects:
                shop:
                  Path: /repo
                  Fork:
                    Name: Shop
                    Upstream: https://ada:secret@forge.example/shop
                    Peers:
                      - { Name: red, Location: /meeting, ForkId: 0123456789abcdef }
                      - { Name: blue, Location: /meeting, ForkId: 0123456789abcdea }
                      - { Name: green, Location: /meeting }
                      - { Name: red, Location: /elsewhere, ForkId: 0123456789abcdef }
            """);

        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, static problem => problem.EndsWith("Fork:Upstream: holds a password, which would be shown. Leave it out and give the credentials to the program that the scm uses", StringComparison.Ordinal));
        Assert.Contains(problems, static problem => problem.Contains("Peers:2:Location: '/meeting' is where the project itself or another peer is", StringComparison.Ordinal));
        Assert.Contains(problems, static problem => problem.Contains("Peers:3:Name: 'red' names another peer", StringComparison.Ordinal));
        Assert.Contains(problems, static problem => problem.Contains("Peers:3:ForkId: is that of another peer too", StringComparison.Ordinal));
        Assert.DoesNotContain(problems, static problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_VerificationCommandWithoutContent_NamesWhatIsMissing()
    {
        var problems = ConfigurationFixture.ProblemsOfYaml("""
            Ao:
              Projects:
                shop:
                  Path: /repo
                  Verification:
                    Commands:
                      - Name: build
                      - Command: [make]
                      - Name: build
                        Command: [""]
            """);

        Assert.Equal(4, problems.Count);
        Assert.Equal("ao.yaml:7:13: Ao:Projects:shop:Verification:Commands:0:Command: is too short. Give it 1 or more", problems[0]);
        Assert.Equal("ao.yaml:8:13: Ao:Projects:shop:Verification:Commands:1:Name: is missing. Give it a value", problems[1]);
        Assert.StartsWith("ao.yaml:10:23: Ao:Projects:shop:Verification:Commands:2:Command:0: is empty", problems[2], StringComparison.Ordinal);
        Assert.StartsWith("ao.yaml:9:13: Ao:Projects:shop:Verification:Commands:2:Name: 'build' names another command", problems[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ManyMistakes_ReportsAllAtOnceWithTheirPlaces()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFixture.BindYaml("""
            Ao:
              Admision:
                MaxSessions: 1
              Admission:
                MaxSessions: 0
              Projects:
                shop:
                  Pth: /repo
                tools:
                  Path: /tools
                  Prefix: shop
                  MaxSessions: few
            """));

        Assert.Equal(
            [
                "ao.yaml:2:3: Ao:Admision: is not a setting. Did you mean 'Admission'?",
                "ao.yaml:5:5: Ao:Admission:MaxSessions: is out of range. Use 1 to 100000",
                "ao.yaml:7:5: Ao:Projects:shop:Path: is missing. Give it a value",
                "ao.yaml:8:7: Ao:Projects:shop:Pth: is not a setting. Did you mean 'Path'?",
                "ao.yaml:11:7: Ao:Projects:tools:Prefix: 'shop' is the prefix of shop and tools. Give each project a prefix of its own",
                "ao.yaml:12:7: Ao:Projects:tools:MaxSessions: 'few' is not a whole number from -2147483648 to 2147483647",
            ],
            error.Problems.Order(StringComparer.Ordinal).OrderBy(static problem => int.Parse(problem.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(7, error.Message.Split('\n').Length);
    }

    [Fact]
    public void Create_ValueOverriddenByAnotherLayer_IsNotBlamedOnTheFile()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Combine("ao.yaml"), "Ao:\n  Admission:\n    MaxSessions: 5\n");
        var section = new ConfigurationBuilder()
            .SetBasePath(folder.Path)
            .AddAoYamlFile("ao.yaml")
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Ao:Admission:MaxSessions", "0")])
            .Build()
            .GetSection("Ao");

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFixture.Bind(section));

        Assert.StartsWith("Ao:Admission:MaxSessions: is out of range", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TenantSectionInsideAChainedConfiguration_KnowsThePlace()
    {
        using var folder = new TempFolder();
        var inner = ConfigurationFixture.LoadYaml(folder, "Tenants:\n  acme:\n    Consnt: {}\n");
        var section = new ConfigurationBuilder().AddConfiguration(inner).Build().GetSection("Tenants:acme");

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFixture.Bind(section));

        Assert.Equal("ao.yaml:3:5: Tenants:acme:Consnt: is not a setting. Did you mean 'Consent'?", Assert.Single(error.Problems));
    }

    [Fact]
    public void Create_MistakesInCode_AreReportedToo()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFixture.Bind(null, static options =>
        {
            options.Consent = null!;
            options.Projects["shop"] = new ProjectOptions { Path = "/repo", Gates = [(EffectKind)77], Notifiers = null! };
            options.Projects["none"] = null!;
        }));

        Assert.Equal(4, error.Problems.Count);
        Assert.Contains("Ao:Consent: is null. Leave it as it is or give it a value", error.Problems);
        Assert.Contains(error.Problems, static problem => problem.StartsWith("Ao:Projects:shop:Gates:0: is not known. Use one of CreateFork", StringComparison.Ordinal));
        Assert.Contains(error.Problems, static problem => problem.StartsWith("Ao:Projects:shop:Notifiers: is null", StringComparison.Ordinal));
        Assert.Contains(error.Problems, static problem => problem.StartsWith("Ao:Projects:none: is null", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_ThousandsOfMistakes_ReportsABoundedNumber()
    {
        var keys = Enumerable.Range(0, 5000).Select(static index => ($"Ao:Unknown{index}", (string?)"x")).ToArray();

        var problems = ConfigurationFixture.ProblemsOfKeys(keys);

        Assert.Equal(101, problems.Count);
        Assert.Equal("and 4900 more", problems[^1]);
    }

    [Fact]
    public void Create_ProjectNamedWithHyphens_IsAccepted() =>
        Assert.Equal("/x", ConfigurationFixture.BindKeys(("Ao:Projects:data-pipe-2:Path", "/x")).Projects["data-pipe-2"].Path);
}
