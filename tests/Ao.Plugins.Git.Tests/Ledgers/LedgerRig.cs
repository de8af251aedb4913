using System.Globalization;
using System.Text;
using Ao.Commands;
using Ao.Ledger;

namespace Ao.Plugins.Git.Tests.Ledgers;

/// <summary>A publisher, another host, and a bare repository between them.</summary>
internal sealed class LedgerRig : IAsyncDisposable
{
    public const string ForkId = "0123456789abcdef";
    public const string Reference = "refs/ao/ledger/" + ForkId;

    private LedgerRig(GitRig git) => Git = git;

    public GitRig Git { get; }

    /// <summary>Gets the host that writes the chain.</summary>
    public ILedgerTransport Publisher { get; private set; } = null!;

    /// <summary>Gets a host that fetches it.</summary>
    public ILedgerTransport Reader { get; private set; } = null!;

    /// <summary>Gets the bare repository.</summary>
    public string Place => Path.Combine(Git.Root, "place.git");

    public string PublishersRepository => Path.Combine(Git.DataFolder, "projects", "shop", "ledger.git");

    public string ReadersRepository => Path.Combine(Git.DataOf("reader"), "projects", "shop", "ledger.git");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<LedgerRig> StartAsync()
    {
        var rig = new LedgerRig(await GitRig.StartAsync());
        rig.Publisher = rig.Git.Scm;
        rig.Reader = await rig.Git.NewLoneHostAsync("reader");
        await rig.Git.GitAsync(rig.Git.Root, "init", "--quiet", "--bare", rig.Place);
        return rig;
    }

    /// <summary>Adds a commit with one file to the publisher's chain.</summary>
    public ValueTask<string> AppendAsync(string? parent, int number, string text = "{}\n", ILedgerTransport? host = null, string signature = "QUJD") =>
        (host ?? Publisher).AppendAsync(Draft(parent, number, text, signature), Token);

    public LedgerAppend Draft(string? parent, int number, string text = "{}\n", string signature = "QUJD") => new()
    {
        Source = Git.Source,
        ForkId = ForkId,
        Parent = parent,
        Files = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            [string.Create(CultureInfo.InvariantCulture, $"seg/0000/{number:D8}.jsonl")] = Encoding.UTF8.GetBytes(text),
            ["manifest.json"] = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"seq\":{number}}}")),
        },
        Message = $"Segment {number}",
        Author = "Shop <of> forks",
        At = DateTimeOffset.UnixEpoch.AddDays(20_000 + number),
        Sign = _ => $"-----BEGIN SSH SIGNATURE-----\n{signature}\n-----END SSH SIGNATURE-----\n",
    };

    /// <summary>Adds some commits.</summary>
    /// <returns>The commits, the oldest first.</returns>
    public async Task<IReadOnlyList<string>> AppendManyAsync(int count, string? parent = null, int first = 1)
    {
        var commits = new List<string>();
        for (var number = first; number < first + count; number++)
        {
            commits.Add(parent = await AppendAsync(parent, number));
        }

        return commits;
    }

    public ValueTask<LedgerFetch> FetchAsync(LedgerLimits? limits = null, string? location = null, ILedgerTransport? host = null) =>
        (host ?? Reader).FetchLedgerAsync(new LedgerFetchRequest { Source = Git.Source, ForkId = ForkId, Location = location ?? Place, Limits = limits ?? new LedgerLimits() }, Token);

    public ValueTask<LedgerPush> PushAsync(LedgerForm form = LedgerForm.Reference, string? location = null, string? head = null, ILedgerTransport? host = null) =>
        (host ?? Publisher).PushLedgerAsync(new LedgerPushRequest { Source = Git.Source, ForkId = ForkId, Location = location ?? Place, Form = form, Head = head }, Token);

    public Task<List<LedgerCommit>> ReadAsync(string? after = null, string? until = null, LedgerLimits? limits = null, ILedgerTransport? host = null) =>
        (host ?? Reader).ReadAsync(new LedgerRead { Source = Git.Source, ForkId = ForkId, After = after, Until = until, Limits = limits ?? new LedgerLimits() }, Token).ToListAsync(Token).AsTask();

    /// <summary>Runs git at the place, as somebody does who may write there.</summary>
    public Task<string> AtPlaceAsync(params string[] arguments) => Git.GitAsync(Place, arguments);

    /// <summary>Has git import objects and references at the place, as somebody hostile does.</summary>
    public async Task PlantAsync(string commands)
    {
        var request = new CommandRequest
        {
            Command = new CommandLine("git", "-C", Place, "fast-import", "--quiet", "--force"),
            Input = Encoding.UTF8.GetBytes(commands),
            Environment = new Dictionary<string, string?> { ["HOME"] = Git.Home },
        };
        var result = await new CommandRunner(TimeProvider.System).RunAsync(request, Token);
        Assert.True(result.Succeeded, result.Error);
    }

    /// <summary>Gives a commit as <see cref="PlantAsync"/> takes it.</summary>
    public static string Planted(string body, int mark = 1, string message = "x") =>
        string.Create(CultureInfo.InvariantCulture, $"commit {Reference}\nmark :{mark}\ncommitter A <a@b.invalid> 1700000000 +0000\ndata {Encoding.UTF8.GetByteCount(message)}\n{message}\n{body}\n");

    public static string File(string path, string content = "x", string mode = "100644") =>
        string.Create(CultureInfo.InvariantCulture, $"M {mode} inline {path}\ndata {Encoding.UTF8.GetByteCount(content)}\n{content}\n");

    public ValueTask DisposeAsync() => Git.DisposeAsync();
}
