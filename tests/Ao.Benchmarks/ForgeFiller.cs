using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ao.Commands;

namespace Ao.Benchmarks;

/// <summary>Fills a local forge with pull requests: copies of its first one under the numbers behind it, written with git's own plumbing.</summary>
internal static class ForgeFiller
{
    private static readonly CommandRunner s_commands = new(TimeProvider.System);

    public static async Task FillAsync(string control, int count, CancellationToken cancellationToken)
    {
        var first = JsonNode.Parse(await GitAsync(control, "", cancellationToken, "cat-file", "blob", "refs/ao/pulls/1/meta"))!.AsObject();
        var head = (await GitAsync(control, "", cancellationToken, "rev-parse", "refs/ao/pulls/1/head")).Trim();
        var marks = Path.Combine(control, "marks");
        var blobs = new StringBuilder();
        for (var number = 2; number <= count; number++)
        {
            first["number"] = number;
            first["title"] = $"Change {number}";
            var text = first.ToJsonString();
            blobs.Append(CultureInfo.InvariantCulture, $"blob\nmark :{number}\ndata {Encoding.UTF8.GetByteCount(text)}\n{text}\n");
        }

        await GitAsync(control, blobs.ToString(), cancellationToken, "fast-import", "--quiet", $"--export-marks={marks}");
        var references = new StringBuilder();
        foreach (var mark in await File.ReadAllLinesAsync(marks, cancellationToken))
        {
            var (number, blob) = (mark.Split(' ')[0][1..], mark.Split(' ')[1]);
            references.Append(CultureInfo.InvariantCulture, $"create refs/ao/pulls/{number}/meta {blob}\ncreate refs/ao/pulls/{number}/head {head}\n");
        }

        File.Delete(marks);
        await GitAsync(control, references.ToString(), cancellationToken, "update-ref", "--stdin");
        await GitAsync(control, "", cancellationToken, "pack-refs", "--all");
    }

    private static async Task<string> GitAsync(string control, string input, CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await s_commands.RunAsync(new CommandRequest { Command = new CommandLine("git", ["--git-dir", control, .. arguments]), Input = Encoding.UTF8.GetBytes(input) }, cancellationToken);
        return result.Succeeded ? result.Output : throw new InvalidOperationException($"git {arguments[0]}: {result.Error}");
    }
}
