using System.Globalization;
using Ao.Configuration;
using Ao.Hosting;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Ledgers;

/// <summary>Forks of one project on hosts of their own, which meet at bare repositories.</summary>
internal sealed record LedgerShop(string Folder)
{
    public const string Publisher = "publisher";
    public const string Steady = "steady";
    public const string Reader = "reader";
    public const int RecordsOfALife = 3;
    private const string Name = "shop";

    public static ProjectId Project { get; } = new(Name);

    /// <summary>Gets the bare repository that a fork publishes to.</summary>
    public string PlaceOf(string role) => Path.Combine(Folder, "places", role + ".git");

    private string Repository => Path.Combine(Folder, "repository");

    private string Peers => Path.Combine(Folder, "peers");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task MakeAsync()
    {
        Directory.CreateDirectory(Repository);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        await Git.CommitAsync(Repository, "Begin");
        await Git.RunAsync(Folder, "init", "--quiet", "--bare", PlaceOf(Publisher));
        await Git.RunAsync(Folder, "init", "--quiet", "--bare", PlaceOf(Steady));
    }

    public string LedgerOf(string role) => Path.Combine(Folder, role, "plugins", "git", "projects", Name, "ledger.git");

    /// <summary>Has the reader pin the two others.</summary>
    public Task PinAsync(string publisher, string steady) => File.WriteAllLinesAsync(Peers, [publisher, steady], Token);

    /// <summary>Starts a fork's host.</summary>
    public async Task<IHost> StartAsync(string role, Action<IServiceCollection>? services = null)
    {
        var forks = role == Reader ? await File.ReadAllLinesAsync(Peers, Token) : [];
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var ao = builder.Services.AddAo(options =>
        {
            options.DataFolder = Path.Combine(Folder, role);
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects[Name] = new ProjectOptions
            {
                Path = Repository,
                Agents = { ["command"] = new AgentOptions { Command = ["true"] } },
                Fork =
                {
                    Name = role,
                    Peers = [.. forks.Zip((string[])[Publisher, Steady]).Select(peer => new PeerOptions { Name = peer.Second, Location = PlaceOf(peer.Second), ForkId = peer.First })],
                },
                Ledger = { Places = role == Reader ? [] : [new LedgerPlaceOptions { Location = PlaceOf(role) }], Interval = null, MaxRecordsADay = 1_000_000 },
            };
        });
        services?.Invoke(ao.Services);
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    public static ILedgers LedgersOf(IHost host) => host.Services.GetRequiredService<IOrchestrator>().Ledgers;

    /// <summary>Opens a fork's ledger.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> OpenAsync(IHost host, string role) => (await BookOf(host).OpenAsync(Project, new IdentityBody { Name = role }, Token)).ForkId;

    /// <summary>Adds the records of a life of a fork's host; added again, they are the same.</summary>
    public static Task AppendAsync(IHost host, string role, int life) => BookOf(host).AppendAsync(
        Project,
        [.. Enumerable.Range(0, RecordsOfALife).Select(number => LedgerBody.Draft(LedgerKinds.Report, new ReportBody { Type = "bug", Title = TitleOf(role, life, number) }, LedgerBodiesJson.Default.ReportBody))],
        Token);

    /// <summary>Publishes what a fork has; what stood in the way is an error.</summary>
    public static async Task PublishAsync(IHost host) => Assert.All(await LedgersOf(host).PublishAsync(Project, Token), static place => Assert.Null(place.Problem));

    /// <summary>Takes what the forks have published; what stood in the way is an error.</summary>
    public static async Task FetchAsync(IHost host) => Assert.All((await LedgersOf(host).ExchangeAsync(Project, Token)).Peers, static peer => Assert.Null(peer.Problem));

    /// <summary>Reads the titles of a fork's reports, in order, each as often as it is there.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(IHost host, string forkId) =>
        [.. (await LedgersOf(host).ReadAsync(Project, new LedgerQuery { Publisher = forkId, Kind = LedgerKinds.Report, Most = 100_000 }, Token)).Select(static entry => LedgerBody.Read(entry, LedgerBodiesJson.Default.ReportBody)!.Title).Order(StringComparer.Ordinal)];

    /// <summary>Gives the titles of lives' reports, in order.</summary>
    public static IReadOnlyList<string> TitlesOf(string role, IEnumerable<int> lives) =>
        [.. lives.SelectMany(life => Enumerable.Range(0, RecordsOfALife).Select(number => TitleOf(role, life, number))).Order(StringComparer.Ordinal)];

    private static string TitleOf(string role, int life, int number) => string.Create(CultureInfo.InvariantCulture, $"{role} {life} {number}");

    private static ILedgerBook BookOf(IHost host) => host.Services.GetRequiredKeyedService<EngineHost>(AoBuilder.DefaultName).Services.GetRequiredService<ILedgerBook>();
}
