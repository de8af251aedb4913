using Ao.Alignment;

namespace Ao.Plugins.Alignment.Tests;

/// <summary>The cases of alignment, each in C# and in TypeScript.</summary>
internal static class AlignmentCases
{
    private const string Pool = """
        using System;

        namespace Shop.Storage;

        /// <summary>Lends connections.</summary>
        public sealed class ConnectionPool
        {
            public static int MaxLeases => 8;

            public string AcquireLease(string name, int seconds)
            {
                if (seconds <= 0)
                {
                    throw new ArgumentOutOfRangeException(nameof(seconds));
                }

                return name + ":" + seconds;
            }

            public void ReleaseLease(string lease) => Console.WriteLine(lease);
        }
        """;

    private const string Client = """
        import { readFileSync } from "node:fs";

        export interface RetryPolicy {
          attempts: number;
          backoffMs: number;
        }

        export const defaultPolicy: RetryPolicy = { attempts: 3, backoffMs: 200 };

        // openSession is the one way in.
        export async function openSession(path: string, policy: RetryPolicy): Promise<string> {
          const text = readFileSync(path, "utf8");
          if (text.length === 0) {
            throw new Error(`nothing in ${path}`);
          }
          return `${text.trim()}/${policy.attempts}`;
        }

        export function closeSession(id: string): void {
          console.log(id);
        }
        """;

    private const string PoolUser = """
        using Shop.Storage;

        namespace Shop.Orders;

        public sealed class OrderArchive(ConnectionPool pool)
        {
            public string Open() => pool.AcquireLease("orders", 30);
        }
        """;

    private const string ClientUser = """
        import { openSession, defaultPolicy } from "../core/client";

        export async function archive(path: string): Promise<string> {
          return openSession(path, defaultPolicy);
        }
        """;

    private static readonly IReadOnlyDictionary<string, string> s_csharp = Files(("src/Storage/ConnectionPool.cs", Pool), ("src/Orders/Order.cs", "namespace Shop.Orders;\n\npublic sealed record Order(int Id);\n"));
    private static readonly IReadOnlyDictionary<string, string> s_script = Files(("src/core/client.ts", Client), ("src/core/index.ts", "export * from \"./client\";\n"), ("src/main.ts", "export const started = true;\n"));

    public static IReadOnlyList<AlignmentCase> All { get; } =
    [
        new("C#, removed", s_csharp, PoolWith(Cut(Pool, "    public string AcquireLease", "    public void ReleaseLease")), CSharpFork(PoolUser), AlignmentTier.Tell),
        new("C#, renamed", s_csharp, PoolWith(Pool.Replace("AcquireLease", "LendConnection", StringComparison.Ordinal)), CSharpFork(PoolUser), AlignmentTier.Tell, DefinitionChange.Renamed),
        new("C#, the type removed", s_csharp, Files(("src/Storage/ConnectionPool.cs", "")), CSharpFork(PoolUser), AlignmentTier.Tell),
        new("C#, signature", s_csharp, PoolWith(Pool.Replace("string name, int seconds", "string name, TimeSpan time, bool wait", StringComparison.Ordinal)), CSharpFork(PoolUser), AlignmentTier.List, DefinitionChange.Signature),
        new("C#, one more optional parameter", s_csharp, PoolWith(Pool.Replace("int seconds)", "int seconds, bool wait = false)", StringComparison.Ordinal)), CSharpFork(PoolUser), null),
        new("C#, behaviour, tested", s_csharp, PoolWith(Pool.Replace("\":\"", "\"/\"", StringComparison.Ordinal)), Files(("tests/Shop.Tests/PoolTests.cs", PoolUser)), AlignmentTier.List, DefinitionChange.Behaviour),
        new("C#, behaviour, not tested", s_csharp, PoolWith(Pool.Replace("\":\"", "\"/\"", StringComparison.Ordinal)), CSharpFork(PoolUser), AlignmentTier.Silent, DefinitionChange.Behaviour),
        new("C#, only remarks changed", s_csharp, PoolWith(Pool.Replace("Lends connections", "Lends what is there", StringComparison.Ordinal)), CSharpFork(PoolUser), null),
        new("C#, namesake of another type", s_csharp, PoolWith(Cut(Pool, "    public string AcquireLease", "    public void ReleaseLease")), CSharpFork("""
            namespace Shop.Locks;

            public sealed class LeaseBook
            {
                public string AcquireLease(string name) => name;

                public string Both(LeaseBook book) => book.AcquireLease("a") + AcquireLease("b");
            }
            """), null),
        new("C#, namesake in another namespace", s_csharp, Files(("src/Storage/ConnectionPool.cs", "")), Files(("src/Net/ConnectionPool.cs", "namespace Shop.Net;\n\npublic sealed class ConnectionPool { public int Size => 3; }\n"), ("src/Net/Dialer.cs", "namespace Shop.Net;\n\npublic sealed class Dialer(ConnectionPool pool) { public int Dial() => pool.Size; }\n")), null),
        new("C#, only in a remark and a text", s_csharp, PoolWith(Cut(Pool, "    public string AcquireLease", "    public void ReleaseLease")), CSharpFork("namespace Shop.Orders;\n\npublic static class Notes\n{\n    // ConnectionPool.AcquireLease is slow.\n    public const string Text = \"ConnectionPool.AcquireLease\";\n}\n"), null),
        new("C#, a local of that name", s_csharp, PoolWith(Pool.Replace("public static int MaxLeases => 8;", "", StringComparison.Ordinal)), CSharpFork("using Shop.Storage;\n\nnamespace Shop.Orders;\n\npublic static class Plan\n{\n    public static int Of(ConnectionPool pool, int MaxLeases) => MaxLeases + 1;\n}\n"), null),
        new("TypeScript, removed", s_script, ClientWith(Cut(Client, "// openSession is", "export function closeSession")), ScriptFork(ClientUser), AlignmentTier.Tell),
        new("TypeScript, renamed", s_script, ClientWith(Client.Replace("openSession", "startSession", StringComparison.Ordinal)), ScriptFork(ClientUser), AlignmentTier.Tell, DefinitionChange.Renamed),
        new("TypeScript, removed and used through an index", s_script, ClientWith(Cut(Client, "// openSession is", "export function closeSession")), ScriptFork(ClientUser.Replace("../core/client", "../core", StringComparison.Ordinal)), AlignmentTier.Tell),
        new("TypeScript, signature", s_script, ClientWith(Client.Replace("path: string, policy: RetryPolicy)", "options: { path: string; policy: RetryPolicy })", StringComparison.Ordinal)), ScriptFork(ClientUser), AlignmentTier.List, DefinitionChange.Signature),
        new("TypeScript, one more optional parameter", s_script, ClientWith(Client.Replace("policy: RetryPolicy)", "policy: RetryPolicy, signal?: AbortSignal)", StringComparison.Ordinal)), ScriptFork(ClientUser), null),
        new("TypeScript, behaviour, tested", s_script, ClientWith(Client.Replace("text.trim()", "text.trimEnd()", StringComparison.Ordinal)), Files(("src/archive/client.test.ts", ClientUser)), AlignmentTier.List, DefinitionChange.Behaviour),
        new("TypeScript, behaviour, not tested", s_script, ClientWith(Client.Replace("text.trim()", "text.trimEnd()", StringComparison.Ordinal)), ScriptFork(ClientUser), AlignmentTier.Silent, DefinitionChange.Behaviour),
        new("TypeScript, only remarks changed", s_script, ClientWith(Client.Replace("the one way in", "how one gets in", StringComparison.Ordinal)), ScriptFork(ClientUser), null),
        new("TypeScript, namesake of its own", s_script, ClientWith(Cut(Client, "// openSession is", "export function closeSession")), ScriptFork("export function openSession(): string {\n  return \"mine\";\n}\n\nexport const twice = openSession() + openSession();\n"), null),
        new("TypeScript, namesake of another module", s_script, ClientWith(Cut(Client, "// openSession is", "export function closeSession")), ScriptFork("import { openSession } from \"inspector-client\";\n\nexport const session = openSession();\n"), null),
        new("TypeScript, only in a remark and a text", s_script, ClientWith(Cut(Client, "// openSession is", "export function closeSession")), ScriptFork("// openSession from ../core/client is slow\nexport const text = \"openSession\";\nexport const other = `see openSession`;\n"), null),
        new("TypeScript, a member's name of another object", s_script, ClientWith(Cut(Client, "// openSession is", "export function closeSession")), ScriptFork("export function run(api: { openSession(): string }): string {\n  return api.openSession();\n}\n"), null),
    ];

    private static IReadOnlyDictionary<string, string> PoolWith(string text) => Files(("src/Storage/ConnectionPool.cs", text));

    private static IReadOnlyDictionary<string, string> ClientWith(string text) => Files(("src/core/client.ts", text));

    private static IReadOnlyDictionary<string, string> CSharpFork(string text) => Files(("src/Orders/OrderArchive.cs", text));

    private static IReadOnlyDictionary<string, string> ScriptFork(string text) => Files(("src/archive/archive.ts", text));

    private static Dictionary<string, string> Files(params (string Path, string Text)[] files) => files.ToDictionary(static file => file.Path, static file => file.Text, StringComparer.Ordinal);

    private static string Cut(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        return text[..start] + text[text.IndexOf(to, StringComparison.Ordinal)..];
    }
}
