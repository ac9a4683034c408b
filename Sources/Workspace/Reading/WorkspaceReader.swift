package import Tuntuma

/// Stands in for the reader of blocks until that branch is merged: reads rules, Lua metrics and channels, no settings.
package struct WorkspaceReader {
    private let parts: ScriptedParts

    package init(symbols: SymbolTable, parts: ScriptedParts) {
        self.parts = parts
    }

    package func read(_ blocks: [Block]) throws(WorkspaceError) -> Workspace {
        var workspace = Workspace()
        var complaints: [Complaint] = []
        for block in blocks {
            do throws(Complaint) {
                switch block.keyword {
                case "rule":
                    var rule = Rule(
                        id: block.name ?? "", doc: "", types: ["response"], file: block.file, line: block.line,
                        version: "")
                    rule.program = try parts.program(block)
                    workspace.rules.append(rule)
                case "metric" where block.settings["plugin"] == nil:
                    var metric = MetricDeclaration(id: block.name ?? "", plugin: nil, block: block)
                    metric.scripted = try parts.metric(block)
                    workspace.metrics.append(metric)
                case "channel":
                    let conversion = try parts.conversion(block)
                    workspace.channels.append(
                        ChannelDeclaration(id: block.name ?? "", plugin: "", block: block, conversion: conversion))
                default: break
                }
            } catch {
                complaints.append(error)
            }
        }
        if !complaints.isEmpty { throw WorkspaceError(complaints) }
        return workspace
    }
}
