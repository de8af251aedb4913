using System.Globalization;
using System.Text;
using Ao.Commands;
using Ao.TestSupport;

namespace Ao.Plugins.Convergence.Tests.Worlds;

/// <summary>Real git repositories: a base, and forks that left it. Each is written in one go.</summary>
internal sealed class ForkWorld : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly CommandRunner _runner = new(TimeProvider.System);
    private readonly Dictionary<string, Repository> _repositories = new(StringComparer.Ordinal);

    public string PathOf(string name) => _folder.Combine(name + ".git");

    /// <summary>Gets the files of a repository as they are now.</summary>
    public IReadOnlyDictionary<string, string> Files(string name) => _repositories[name].Files;

    public void Begin(string name, string? from = null)
    {
        _repositories[name] = new Repository(from is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(_repositories[from].Files, StringComparer.Ordinal), from);
    }

    /// <summary>Adds a commit. A content of <see langword="null"/> deletes the file.</summary>
    public void Commit(string name, string author, double day, string message, params IEnumerable<(string Path, string? Content)> changes)
    {
        var repository = _repositories[name];
        var time = s_start.AddDays(day).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var stream = repository.Stream;
        stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\nauthor {author} <{author}@forks.invalid> {time} +0000\ncommitter {author} <{author}@forks.invalid> {time} +0000\n");
        Data(stream, message);
        if (repository.IsFirst && (repository.From is not null || repository.IsWritten))
        {
            stream.Append("from refs/heads/main^0\n");
        }

        repository.IsFirst = false;
        foreach (var (path, content) in changes)
        {
            if (content is null)
            {
                repository.Files.Remove(path);
                stream.Append(CultureInfo.InvariantCulture, $"D {path}\n");
            }
            else
            {
                repository.Files[path] = content;
                stream.Append(CultureInfo.InvariantCulture, $"M 100644 inline {path}\n");
                Data(stream, content);
            }
        }

        stream.Append('\n');
    }

    /// <summary>Changes a file by putting a text in the place of another.</summary>
    public (string Path, string? Content) Edit(string name, string path, string old, string now)
    {
        var content = _repositories[name].Files[path];
        return content.Contains(old, StringComparison.Ordinal) ? (path, content.Replace(old, now, StringComparison.Ordinal))
            : throw new InvalidOperationException($"{path} of {name} does not hold: {old}");
    }

    public (string Path, string? Content) Append(string name, string path, string text) => (path, _repositories[name].Files.GetValueOrDefault(path, "") + text);

    /// <summary>Writes what was added to a repository. A fork leaves its source where that was written last.</summary>
    public async Task WriteAsync(string name, CancellationToken cancellationToken)
    {
        var repository = _repositories[name];
        if (!repository.IsWritten)
        {
            string[] make = repository.From is { } from ? ["clone", "--quiet", "--bare", PathOf(from), PathOf(name)] : ["init", "--quiet", "--bare", "-b", "main", PathOf(name)];
            await GitAsync(_folder.Path, "", cancellationToken, make);
        }

        if (repository.Stream.Length > 0)
        {
            await GitAsync(PathOf(name), repository.Stream.ToString(), cancellationToken, "fast-import", "--quiet", "--force");
        }

        repository.Stream.Clear();
        repository.IsFirst = true;
        repository.IsWritten = true;
    }

    public async Task<string> GitAsync(string folder, string input, CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await _runner.RunAsync(
            new CommandRequest
            {
                Command = new CommandLine("git", arguments),
                WorkingDirectory = folder,
                Environment = new Dictionary<string, string?> { ["HOME"] = _folder.Path, ["GIT_CONFIG_NOSYSTEM"] = "1", ["PATH"] = Environment.GetEnvironmentVariable("PATH") },
                Input = Encoding.UTF8.GetBytes(input),
                OutputLimit = 64 * 1024 * 1024,
            },
            cancellationToken);
        return result.Succeeded ? result.Output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {result.Error}");
    }

    public void Dispose() => _folder.Dispose();

    private static void Data(StringBuilder stream, string text) =>
        stream.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(text)}\n").Append(text).Append('\n');

    private sealed class Repository(Dictionary<string, string> files, string? from)
    {
        public Dictionary<string, string> Files { get; } = files;

        public string? From { get; } = from;

        public StringBuilder Stream { get; } = new();

        public bool IsFirst { get; set; } = true;

        public bool IsWritten { get; set; }
    }
}
